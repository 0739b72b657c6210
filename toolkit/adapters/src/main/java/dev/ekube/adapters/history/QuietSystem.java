package dev.ekube.adapters.history;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.SystemReader;

/**
 * The system as JGit shall see it: no user's, site's or environment's git settings, no git program,
 * and a file system whose time stamps need no measuring. Otherwise the same apply could end
 * differently for two administrators.
 */
final class QuietSystem extends SystemReader.Delegate {
  private QuietSystem(SystemReader delegate) {
    super(delegate);
  }

  /** Takes effect for JGit in this whole process, which has no other user. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }
  }

  static FS fileSystem() {
    return new QuietFileSystem();
  }

  @Override
  public String getenv(String variable) {
    return variable.startsWith("GIT_") ? null : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  private static final class QuietFileSystem extends FS_POSIX {
    @Override
    public FS newInstance() {
      return new QuietFileSystem();
    }

    @Override
    protected File discoverGitExe() {
      return null;
    }

    @Override
    public File getGitSystemConfig() {
      return null;
    }
  }

  private static final class NoConfig extends FileBasedConfig {
    NoConfig(Config parent, FS fs) {
      super(parent, new File("/dev/null"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    /** A coarse resolution is safe everywhere; JGit would write probe files to find a finer one. */
    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long defaultValue, TimeUnit unit) {
      return "filesystem".equals(section)
          ? unit.convert(1, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }
}
