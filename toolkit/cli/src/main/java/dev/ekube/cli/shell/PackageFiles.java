package dev.ekube.cli.shell;

import dev.ekube.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * Writes what a package installs beside the program: completion for three shells and the manual. It
 * runs when a package is built, and is no part of any verb.
 */
public final class PackageFiles {
  private PackageFiles() {}

  /** Takes the folder that becomes {@code share}, and the version that the manual names. */
  public static void main(String[] arguments) throws IOException {
    Path share = Path.of(arguments[0]);
    for (Map.Entry<String, String> file : of(Main.commandLine(), arguments[1]).entrySet()) {
      Path path = share.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Each file by its path below {@code share}. */
  static Map<String, String> of(CommandLine commands, String version) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "bash-completion/completions/ekube",
        CompletionScript.of(CompletionScript.Shell.BASH, commands));
    files.put(
        "zsh/site-functions/_ekube", CompletionScript.of(CompletionScript.Shell.ZSH, commands));
    files.put(
        "fish/vendor_completions.d/ekube.fish",
        CompletionScript.of(CompletionScript.Shell.FISH, commands));
    ManPage.all(commands, version).forEach((name, page) -> files.put("man/man1/" + name, page));
    return files;
  }
}
