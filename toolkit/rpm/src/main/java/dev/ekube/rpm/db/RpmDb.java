package dev.ekube.rpm.db;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Reads and writes rpmdb.sqlite. */
public final class RpmDb {
  /** How large a header may be that a database gives. */
  private static final long MOST_BLOB = 1L << 27;

  private RpmDb() {}

  /**
   * The headers of all installed packages, in the order in which they were installed.
   *
   * @param file a database; a log that lies beside it ({@code -wal}) is taken into account, for
   *     which the folder must be one to write to
   */
  public static List<Header> read(Path file) throws IOException {
    boolean log = Files.exists(Path.of(file + "-wal")) && Files.size(Path.of(file + "-wal")) > 0;
    String url = JDBC.PREFIX + "file:" + file.toUri().getRawPath() + (log ? "" : "?immutable=1");
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(!log);
    try (Connection db = config.createConnection(url);
        Statement ask = db.createStatement();
        ResultSet rows =
            ask.executeQuery("SELECT hnum, length(blob), blob FROM Packages ORDER BY hnum")) {
      List<Header> headers = new ArrayList<>();
      while (rows.next()) {
        if (rows.getLong(2) > MOST_BLOB) {
          throw new BadRpmException("one of its headers is too large");
        }
        headers.add(Header.parse(rows.getBytes(3)));
      }
      return headers;
    } catch (BadRpmException e) {
      throw e.of(file.toString());
    } catch (SQLException e) {
      throw new BadRpmException(file + ": it is no database of rpm that can be read", e);
    }
  }

  /**
   * Writes a database anew, with all tables that rpm finds packages by. The same headers give the
   * same bytes.
   *
   * @param file which must not be there yet
   * @param installed headers as {@link Installed} makes or {@link #read} gives them
   */
  public static void write(Path file, List<Header> installed) throws IOException {
    if (Files.exists(file)) {
      throw new IOException(file + " is there already");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setPageSize(4096);
    config.enforceForeignKeys(false);
    try (Connection db =
            config.createConnection(JDBC.PREFIX + "file:" + file.toUri().getRawPath());
        Statement run = db.createStatement()) {
      db.setAutoCommit(false);
      fill(db, run, installed);
      db.commit();
    } catch (SQLException e) {
      throw new IOException("cannot write " + file, e);
    }
  }

  private static void fill(Connection db, Statement run, List<Header> installed)
      throws SQLException, BadRpmException {
    run.execute(
        "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)");
    try (PreparedStatement put = db.prepareStatement("INSERT INTO Packages VALUES (?, ?)")) {
      int number = 0;
      for (Header header : installed) {
        put.setInt(1, ++number);
        put.setBytes(2, header.blob());
        put.execute();
      }
    }
    for (Index index : Index.values()) {
      run.execute(
          ("CREATE TABLE '%s' (key '%s' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL, "
                  + "FOREIGN KEY (hnum) REFERENCES 'Packages'(hnum))")
              .formatted(index.table(), index.isText() ? "TEXT" : "BLOB"));
      rows(db, index, installed);
      if (index.isText()) {
        run.execute("CREATE INDEX '%1$s_key_idx' ON '%1$s'(key ASC)".formatted(index.table()));
      }
      if (index.isArray()) {
        run.execute("CREATE INDEX '%1$s_hnum_idx' ON '%1$s'(hnum ASC)".formatted(index.table()));
      }
    }
  }

  private static void rows(Connection db, Index index, List<Header> installed)
      throws SQLException, BadRpmException {
    String sql = "INSERT INTO '%s' VALUES (?, ?, ?)".formatted(index.table());
    try (PreparedStatement put = db.prepareStatement(sql)) {
      int number = 0;
      for (Header header : installed) {
        number++;
        for (Index.Row row : index.rows(header)) {
          put.setObject(1, row.key());
          put.setInt(2, number);
          put.setInt(3, row.place());
          put.addBatch();
        }
        put.executeBatch();
      }
    }
  }
}
