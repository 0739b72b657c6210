package dev.ekube.rpm.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.IVecInt;
import org.sat4j.specs.TimeoutException;

/**
 * Clauses over packages, each with its reason in words, so that an impossible request can be
 * explained: then every clause gets a switch, and switches that cannot all be on are the reasons.
 */
final class Formula {
  private static final int LIMIT_SECONDS = 60;

  private final List<Clause> clauses = new ArrayList<>();
  private final VecInt fixed = new VecInt();
  private final ISolver solver = SolverFactory.newDefault();
  private int variables;
  private boolean broken;

  /**
   * A clause.
   *
   * @param reason empty for one that defines a variable
   */
  private record Clause(String reason, List<Integer> literals) {}

  Formula(int packages) {
    this.variables = packages;
    solver.setTimeout(LIMIT_SECONDS);
  }

  int variable() {
    return ++variables;
  }

  /** A clause that holds without a reason, such as one that defines a variable. */
  void define(int... literals) {
    require("", literals);
  }

  /** A clause with its reason. */
  void require(String reason, int... literals) {
    clauses.add(new Clause(reason, Arrays.stream(literals).boxed().toList()));
    try {
      solver.addClause(new VecInt(literals.clone()));
    } catch (ContradictionException e) {
      broken = true;
    }
  }

  /** True when all of it can hold with these besides. */
  boolean isPossible(int... literals) {
    // Never by toArray, whose answer is longer than the vector and ends with zeros.
    VecInt assumed = new VecInt();
    fixed.copyTo(assumed);
    for (int literal : literals) {
      assumed.push(literal);
    }
    return !broken && isSatisfiable(solver, assumed);
  }

  /** Decides something for all that follows. */
  void fix(int literal) {
    fixed.push(literal);
  }

  /** A smallest set of reasons that cannot hold together, in order; nothing is fixed for it. */
  List<String> contradiction() {
    ISolver explaining = SolverFactory.newDefault();
    explaining.setTimeout(LIMIT_SECONDS);
    List<Integer> on = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      VecInt literals = new VecInt();
      clauses.get(i).literals().forEach(literals::push);
      if (!clauses.get(i).reason().isEmpty()) {
        literals.push(-(variables + i + 1));
        on.add(variables + i + 1);
      }
      try {
        explaining.addClause(literals);
      } catch (ContradictionException e) {
        throw new IllegalStateException("definitions contradict each other", e);
      }
    }
    return smallest(explaining, on).stream()
        .map(each -> clauses.get(each - variables - 1).reason())
        .distinct()
        .toList();
  }

  private static List<Integer> smallest(ISolver explaining, List<Integer> on) {
    if (isSatisfiable(explaining, assumed(on))) {
      return List.of();
    }
    List<Integer> core = new ArrayList<>();
    IVecInt found = explaining.unsatExplanation();
    for (int i = 0; i < found.size(); i++) {
      core.add(Math.abs(found.get(i)));
    }
    core.sort(Integer::compare);
    for (Integer one : List.copyOf(core)) {
      List<Integer> less = core.stream().filter(other -> !other.equals(one)).toList();
      if (!isSatisfiable(explaining, assumed(less))) {
        core = less;
      }
    }
    return core;
  }

  private static VecInt assumed(List<Integer> literals) {
    VecInt assumed = new VecInt();
    literals.forEach(assumed::push);
    return assumed;
  }

  private static boolean isSatisfiable(ISolver solver, IVecInt assumed) {
    try {
      return solver.isSatisfiable(assumed);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer within " + LIMIT_SECONDS + " s", e);
    }
  }
}
