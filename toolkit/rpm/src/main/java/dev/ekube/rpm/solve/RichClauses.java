package dev.ekube.rpm.solve;

import dev.ekube.rpm.Relation;
import dev.ekube.rpm.Rich;
import dev.ekube.rpm.solve.Pool.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns rich dependencies into variables that are true exactly when they are met. */
final class RichClauses {
  private final Formula formula;
  private final Function<Relation, List<Member>> providers;

  RichClauses(Formula formula, Function<Relation, List<Member>> providers) {
    this.formula = formula;
    this.providers = providers;
  }

  /** All packages that it speaks of. */
  List<Member> members(Rich rich) {
    return switch (rich) {
      case Rich.One one -> providers.apply(one.relation());
      case Rich.All all -> members(all.parts());
      case Rich.Any any -> members(any.parts());
      case Rich.With with -> members(with.parts());
      case Rich.Without without -> members(List.of(without.one(), without.other()));
      case Rich.If one -> conditional(one.then(), one.condition(), one.otherwise());
      case Rich.Unless one -> conditional(one.then(), one.condition(), one.otherwise());
    };
  }

  private List<Member> conditional(Rich then, Rich condition, Optional<Rich> otherwise) {
    List<Rich> parts = new ArrayList<>(List.of(then, condition));
    otherwise.ifPresent(parts::add);
    return members(parts);
  }

  private List<Member> members(List<Rich> parts) {
    return parts.stream().flatMap(part -> members(part).stream()).distinct().toList();
  }

  /** A literal for it. */
  int literal(Rich rich) {
    return switch (rich) {
      case Rich.One one -> any(numbers(providers.apply(one.relation())));
      case Rich.All all -> -any(negated(literals(all.parts())));
      case Rich.Any any -> any(literals(any.parts()));
      case Rich.With with -> any(numbers(fitting(with)));
      case Rich.Without without -> any(numbers(fitting(without)));
      // (a if b) is a or not b; with else c also: c or b.
      case Rich.If one -> {
        int condition = literal(one.condition());
        int then = any(literal(one.then()), -condition);
        yield one.otherwise().map(c -> all(then, any(literal(c), condition))).orElse(then);
      }
      // (a unless b) is a and not b; with else c also: or c and b.
      case Rich.Unless one -> {
        int condition = literal(one.condition());
        int then = all(literal(one.then()), -condition);
        yield one.otherwise().map(c -> any(then, all(literal(c), condition))).orElse(then);
      }
    };
  }

  /** Packages that are each all that is said ({@code with}, {@code without}). */
  private List<Member> fitting(Rich rich) {
    return switch (rich) {
      case Rich.With with -> {
        List<Member> left = new ArrayList<>(fitting(with.parts().getFirst()));
        with.parts().forEach(part -> left.retainAll(fitting(part)));
        yield left;
      }
      case Rich.Without without -> {
        List<Member> left = new ArrayList<>(fitting(without.one()));
        left.removeAll(fitting(without.other()));
        yield left;
      }
      case Rich.One one -> providers.apply(one.relation());
      case Rich.Any any -> members(any.parts());
      case Rich.All all -> members(all.parts());
      case Rich.If one -> members(one);
      case Rich.Unless one -> members(one);
    };
  }

  private int all(int... literals) {
    return -any(negated(literals));
  }

  /** A variable that is true exactly when one of these is; that of none is false. */
  private int any(int... literals) {
    int result = formula.variable();
    int[] clause = Arrays.copyOf(literals, literals.length + 1);
    clause[literals.length] = -result;
    formula.define(clause);
    for (int literal : literals) {
      formula.define(-literal, result);
    }
    return result;
  }

  private int[] literals(List<Rich> parts) {
    return parts.stream().mapToInt(this::literal).toArray();
  }

  private static int[] negated(int... literals) {
    return Arrays.stream(literals).map(literal -> -literal).toArray();
  }

  private static int[] numbers(List<Member> members) {
    return members.stream().mapToInt(Member::number).toArray();
  }
}
