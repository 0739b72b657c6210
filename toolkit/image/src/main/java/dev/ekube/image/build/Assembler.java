package dev.ekube.image.build;

import dev.ekube.image.ImageException;
import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.image.pack.KnownScripts;
import dev.ekube.image.pack.PackageLayer;
import dev.ekube.image.pack.Payloads;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeLink;
import dev.ekube.model.node.NodeUser;
import dev.ekube.rootfs.system.Accounts;
import dev.ekube.rootfs.system.Sysusers;
import dev.ekube.rootfs.system.UnitFiles;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.RpmPackage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts the parts of a node image together. */
public final class Assembler {
  private final ImageParts parts;
  private final Payloads payloads;
  private final Tree tree;
  private final Accounts accounts;

  private Assembler(ImageParts parts, Payloads payloads) {
    this.parts = parts;
    this.payloads = payloads;
    this.tree = parts.base().copy();
    this.accounts = new Accounts(tree);
  }

  /** The root file system of the image. */
  public static Tree assemble(ImageParts parts, Payloads payloads) throws IOException {
    Assembler assembler = new Assembler(parts, payloads);
    assembler.packages();
    assembler.users();
    for (Map.Entry<String, Tree> one : parts.trees().entrySet()) {
      assembler.graft(one.getKey(), one.getValue());
    }
    assembler.binaries();
    assembler.files();
    assembler.units();
    assembler.excludes();
    Kernels.choose(assembler.tree);
    NoSecrets.check(assembler.tree);
    return assembler.tree;
  }

  private void packages() throws IOException {
    KnownScripts scripts = new KnownScripts(tree, parts.time(), parts.content().scriptlets());
    PackageLayer layer = new PackageLayer(tree);
    for (VerifiedPackage one : parts.packages()) {
      Map<String, Content> contents = payloads.of(one.rpm(), one.sha256());
      scripts.before(one.rpm());
      declared(contents);
      layer.add(one.rpm(), contents);
    }
    new Sysusers(tree).apply();
    for (VerifiedPackage one : parts.packages()) {
      scripts.after(one.rpm());
    }
    List<RpmPackage> rpms = parts.packages().stream().map(VerifiedPackage::rpm).toList();
    InstalledPackages.add(tree, rpms, parts.time());
  }

  /** Users that a package declares must be there before its files, which belong to them. */
  private void declared(Map<String, Content> contents) throws IOException {
    boolean any = false;
    for (Map.Entry<String, Content> entry : contents.entrySet()) {
      if (entry.getKey().matches("/usr/lib/sysusers\\.d/[^/]+\\.conf")) {
        tree.put(entry.getKey(), Inode.file(entry.getValue(), 0644, parts.time()));
        any = true;
      }
    }
    if (any) {
      new Sysusers(tree).apply();
    }
  }

  private void users() throws IOException {
    for (NodeUser user : parts.content().users()) {
      long gid = accounts.addGroup(user.group(), toLong(user));
      accounts.addUser(
          new Accounts.User(user.name(), toLong(user), gid, "", user.home(), user.shell()));
      for (String group : user.groups()) {
        accounts.addMember(user.name(), group);
      }
    }
  }

  private static OptionalLong toLong(NodeUser user) {
    return user.uid().isPresent() ? OptionalLong.of(user.uid().getAsInt()) : OptionalLong.empty();
  }

  private void graft(String at, Tree graft) throws IOException {
    for (Map.Entry<String, Inode> entry : graft.all().entrySet()) {
      tree.put(entry.getKey().isEmpty() ? at : at + "/" + entry.getKey(), entry.getValue());
    }
  }

  private void binaries() throws IOException {
    for (NodeBinary binary : parts.content().binaries()) {
      if (binary.images().contains(parts.kind())) {
        Content content = parts.binaries().get(binary.path());
        if (content == null) {
          throw ImageException.tried(
              "put " + binary.path() + " into the image",
              binary.url() + " has not been fetched",
              "ekube lock");
        }
        tree.put(binary.path(), Inode.file(content, binary.mode(), parts.time()));
      }
    }
  }

  private void files() throws IOException {
    for (NodeFile file : parts.content().files()) {
      if (file.images().contains(parts.kind())) {
        Content content =
            switch (file.content()) {
              case NodeFile.Content.Inline inline -> Content.ofText(inline.text());
              case NodeFile.Content.From from -> parts.files().get(from.path());
            };
        Inode inode = Inode.file(content, file.mode(), parts.time());
        tree.add(file.path(), inode.owned(accounts.uid(file.owner()), accounts.gid(file.group())));
      }
    }
    for (NodeLink link : parts.content().links()) {
      if (link.images().contains(parts.kind())) {
        tree.add(link.path(), Inode.symlink(link.to(), parts.time()));
      }
    }
  }

  private void units() throws IOException {
    UnitFiles units = new UnitFiles(tree, parts.time());
    for (String unit : parts.content().units().enable()) {
      if (units.has(unit)) {
        units.enable(unit);
      }
    }
    for (String unit : parts.content().units().disable()) {
      units.disable(unit);
    }
    for (String unit : parts.content().units().mask()) {
      units.mask(unit);
    }
  }

  /** What Warewulf leaves out of the image that nodes load. */
  private void excludes() throws IOException {
    if (!parts.content().exclude().isEmpty()) {
      String text = String.join("\n", parts.content().exclude()) + "\n";
      Optional<Inode> old = tree.follow("etc/warewulf/excludes");
      String before =
          old.isPresent() && old.get().kind() instanceof Inode.Kind.Regular file
              ? file.content().text()
              : "";
      String all = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
      tree.put("etc/warewulf/excludes", Inode.file(Content.ofText(all + text), 0644, parts.time()));
    }
  }
}
