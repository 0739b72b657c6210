package dev.ekube.rpm;

import dev.ekube.rpm.Scriptlet.Kind;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.util.ArrayList;
import java.util.List;

/** Reads the scriptlets and triggers out of a main header. */
final class Scriptlets {
  /** rpm runs a text without a program by this. */
  private static final String SHELL = "/bin/sh";

  private static final List<Plain> PLAIN =
      List.of(
          new Plain(Kind.PRE_IN, Tag.PRE_IN, Tag.PRE_IN_PROGRAM),
          new Plain(Kind.POST_IN, Tag.POST_IN, Tag.POST_IN_PROGRAM),
          new Plain(Kind.PRE_UN, Tag.PRE_UN, Tag.PRE_UN_PROGRAM),
          new Plain(Kind.POST_UN, Tag.POST_UN, Tag.POST_UN_PROGRAM),
          new Plain(Kind.PRE_TRANS, Tag.PRE_TRANS, Tag.PRE_TRANS_PROGRAM),
          new Plain(Kind.POST_TRANS, Tag.POST_TRANS, Tag.POST_TRANS_PROGRAM),
          new Plain(Kind.PRE_UN_TRANS, Tag.PRE_UN_TRANS, Tag.PRE_UN_TRANS_PROGRAM),
          new Plain(Kind.POST_UN_TRANS, Tag.POST_UN_TRANS, Tag.POST_UN_TRANS_PROGRAM),
          new Plain(Kind.VERIFY, Tag.VERIFY_SCRIPT, Tag.VERIFY_SCRIPT_PROGRAM));

  private static final List<Triggers> TRIGGERS =
      List.of(
          new Triggers(
              Kind.TRIGGER,
              Tag.TRIGGER_SCRIPTS,
              Tag.TRIGGER_SCRIPT_PROGRAMS,
              Tag.TRIGGER_INDEXES,
              Tag.TRIGGER_NAMES,
              Tag.TRIGGER_FLAGS,
              Tag.TRIGGER_VERSIONS),
          new Triggers(
              Kind.FILE_TRIGGER,
              Tag.FILE_TRIGGER_SCRIPTS,
              Tag.FILE_TRIGGER_SCRIPT_PROGRAMS,
              Tag.FILE_TRIGGER_INDEXES,
              Tag.FILE_TRIGGER_NAMES,
              Tag.FILE_TRIGGER_FLAGS,
              Tag.FILE_TRIGGER_VERSIONS),
          new Triggers(
              Kind.TRANS_FILE_TRIGGER,
              Tag.TRANS_FILE_TRIGGER_SCRIPTS,
              Tag.TRANS_FILE_TRIGGER_SCRIPT_PROGRAMS,
              Tag.TRANS_FILE_TRIGGER_INDEXES,
              Tag.TRANS_FILE_TRIGGER_NAMES,
              Tag.TRANS_FILE_TRIGGER_FLAGS,
              Tag.TRANS_FILE_TRIGGER_VERSIONS));

  private Scriptlets() {}

  private record Plain(Kind kind, Tag text, Tag program) {}

  private record Triggers(
      Kind kind, Tag texts, Tag programs, Tag indexes, Tag names, Tag flags, Tag versions) {}

  static List<Scriptlet> of(Header header) throws BadRpmException {
    List<Scriptlet> all = new ArrayList<>();
    for (Plain plain : PLAIN) {
      if (header.has(plain.text()) || header.has(plain.program())) {
        List<String> program = header.strings(plain.program());
        String text = header.string(plain.text()).orElse("");
        List<String> interpreter = program.isEmpty() ? List.of(SHELL) : program;
        all.add(new Scriptlet(plain.kind(), interpreter, text, List.of()));
      }
    }
    for (Triggers triggers : TRIGGERS) {
      add(header, triggers, all);
    }
    return List.copyOf(all);
  }

  private static void add(Header header, Triggers tags, List<Scriptlet> all)
      throws BadRpmException {
    List<String> texts = header.strings(tags.texts());
    List<String> programs = header.strings(tags.programs());
    List<String> names = header.strings(tags.names());
    List<String> versions = header.strings(tags.versions());
    long[] flags = header.longs(tags.flags());
    long[] indexes = header.longs(tags.indexes());
    boolean fit =
        (programs.isEmpty() || programs.size() == texts.size())
            && names.size() == versions.size()
            && names.size() == flags.length
            && names.size() == indexes.length;
    if (!fit) {
      throw new BadRpmException("its header has triggers that do not fit together");
    }
    for (int i = 0; i < texts.size(); i++) {
      List<String> conditions = new ArrayList<>();
      for (int n = 0; n < indexes.length; n++) {
        if (indexes[n] == i) {
          conditions.add(new Relation(names.get(n), flags[n], versions.get(n)).toString());
        }
      }
      String program = programs.isEmpty() ? SHELL : programs.get(i);
      all.add(new Scriptlet(tags.kind(), List.of(program), texts.get(i), conditions));
    }
  }
}
