package dev.ekube.image.look;

import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.rootfs.system.Accounts;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.FileFlag;
import dev.ekube.rpm.FileList;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Holds every file of an image to what the package that it belongs to says of it. */
public final class ImageVerification {
  private final Tree tree;
  private final Accounts accounts;
  private final List<Difference> differences = new ArrayList<>();
  private int files;
  private int packages;

  private ImageVerification(Tree tree) {
    this.tree = tree;
    this.accounts = new Accounts(tree);
  }

  /**
   * A file that is not as its package has it.
   *
   * @param isConfig configuration may differ: people change it
   */
  public record Difference(String packageName, String path, String what, boolean isConfig) {}

  /** What was looked at, and what differs. */
  public record Report(int packages, int files, List<Difference> differences) {
    public Report {
      differences = List.copyOf(differences);
    }

    /** True when something differs that is no configuration. */
    public boolean isBad() {
      return differences.stream().anyMatch(d -> !d.isConfig());
    }
  }

  public static Report of(Tree tree) throws IOException {
    ImageVerification verification = new ImageVerification(tree);
    for (Header header : InstalledPackages.read(tree)) {
      verification.look(header);
    }
    return new Report(
        verification.packages, verification.files, List.copyOf(verification.differences));
  }

  private void look(Header header) throws IOException {
    packages++;
    String name = Nevra.of(header).toString();
    for (PackageFile file : FileList.of(header)) {
      if (!file.is(FileFlag.GHOST)) {
        files++;
        String what = difference(file);
        if (!what.isEmpty()) {
          differences.add(new Difference(name, file.path(), what, file.is(FileFlag.CONFIG)));
        }
      }
    }
  }

  private String difference(PackageFile file) throws IOException {
    Optional<Inode> found = tree.get(file.path());
    if (found.isEmpty()) {
      return file.is(FileFlag.MISSING_OK) ? "" : "missing";
    }
    Inode inode = found.get();
    if (file.type() == PackageFile.Type.DIRECTORY) {
      // A directory may be a link to one, as /bin is.
      inode = tree.follow(file.path()).orElse(inode);
    }
    List<String> what = new ArrayList<>();
    if (type(inode) != file.type()) {
      return "another kind of file";
    }
    boolean link = file.type() == PackageFile.Type.SYMLINK;
    if (!link && inode.mode() != file.permissions()) {
      what.add("mode %04o instead of %04o".formatted(inode.mode(), file.permissions()));
    }
    if (inode.uid() != accounts.uid(file.user()) || inode.gid() != accounts.gid(file.group())) {
      what.add("owner %d:%d".formatted(inode.uid(), inode.gid()));
    }
    if (inode.kind() instanceof Inode.Kind.Symlink s && !s.target().equals(file.linkTo())) {
      what.add("leads to " + s.target());
    }
    if (inode.kind() instanceof Inode.Kind.Regular regular && file.digest().isPresent()) {
      MessageDigest sum = file.digest().get().algorithm().sum();
      try (InputStream in = regular.content().open()) {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          sum.update(buffer, 0, read);
        }
      }
      if (!HexFormat.of().formatHex(sum.digest()).equals(file.digest().get().hex())) {
        what.add("other content");
      }
    }
    if (!file.caps().isEmpty() && !inode.xattrs().containsKey("security.capability")) {
      what.add("no capabilities");
    }
    return String.join(", ", what);
  }

  private static PackageFile.Type type(Inode inode) {
    return switch (inode.kind()) {
      case Inode.Kind.Directory d -> PackageFile.Type.DIRECTORY;
      case Inode.Kind.Regular r -> PackageFile.Type.REGULAR;
      case Inode.Kind.Symlink s -> PackageFile.Type.SYMLINK;
      case Inode.Kind.Device d ->
          d.block() ? PackageFile.Type.BLOCK_DEVICE : PackageFile.Type.CHARACTER_DEVICE;
      case Inode.Kind.Fifo f -> PackageFile.Type.FIFO;
    };
  }
}
