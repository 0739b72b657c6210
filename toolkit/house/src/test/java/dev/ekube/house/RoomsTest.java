package dev.ekube.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Console;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the compiled rooms may use and what they may not. */
class RoomsTest {
  private static final String[] PURE = {
    "dev.ekube.model..",
    "dev.ekube.spec..",
    "dev.ekube.kubeadm..",
    "dev.ekube.machine..",
    "dev.ekube.render..",
    "dev.ekube.plan.."
  };

  /** The looks that one drawer of adapters may take into another, as {@code from -> to}. */
  private static final Set<String> LOOKS = Set.of("doctor -> warewulf");

  @Test
  void theClassesAreFound() {
    assertThat(Classes.MAIN.size()).isGreaterThan(30);
    assertThat(Classes.MAIN.contain("dev.ekube.model.Cluster")).isTrue();
    assertThat(Classes.MAIN.contain("dev.ekube.cli.Main")).isTrue();
  }

  @Test
  void pureRoomsTouchNothingOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.nio.file..")
                .or(resideInAPackage("java.nio.channels.."))
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage("javax.net.."))
                .or(resideInAPackage("java.util.concurrent.."))
                .or(belongToAnyOf(java.io.File.class, java.io.FileInputStream.class))
                .or(belongToAnyOf(java.io.FileOutputStream.class, java.io.FileReader.class))
                .or(belongToAnyOf(java.io.RandomAccessFile.class, Console.class))
                .or(belongToAnyOf(Process.class, ProcessBuilder.class, ProcessHandle.class))
                .or(belongToAnyOf(Runtime.class, Thread.class, ThreadLocal.class))
                .or(belongToAnyOf(Random.class, java.security.SecureRandom.class, UUID.class))
                .or(belongToAnyOf(Clock.class)))
        .because("values come in as arguments, so that the same input gives the same result")
        .check(Classes.MAIN);
  }

  @Test
  void pureRoomsAskNoClockAndNoSurroundings() {
    classes()
        .that()
        .resideInAnyPackage(PURE)
        .should(
            notCall(
                List.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.System.getenv",
                    "java.lang.System.getProperty",
                    "java.lang.System.lineSeparator",
                    "java.lang.Math.random",
                    "java.time.Instant.now",
                    "java.time.LocalDate.now",
                    "java.time.LocalDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.time.OffsetDateTime.now",
                    "java.time.ZoneId.systemDefault",
                    "java.util.Locale.getDefault",
                    "java.util.TimeZone.getDefault")))
        .check(Classes.MAIN);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    classes()
        .that(not(resideInAPackage("dev.ekube.cli..")))
        .should(notCall(List.of("java.lang.System.exit", "java.lang.Runtime.halt")))
        .check(Classes.MAIN);
  }

  @Test
  void onlyTheCommandLineWritesToTheTerminal() {
    noClasses()
        .that(not(resideInAPackage("dev.ekube.cli..")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .check(Classes.MAIN);
  }

  @Test
  void nobodySleepsOrPrintsStackTraces() {
    classes()
        .should(notCall(List.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep")))
        .andShould(notCallAny("printStackTrace"))
        .because("a wait is for an event and has a limit")
        .check(Classes.MAIN);
  }

  @Test
  void textDoesNotDependOnThePlaceItIsMadeAt() {
    classes()
        .should(notCallDefault("java.lang.String", "toLowerCase"))
        .andShould(notCallDefault("java.lang.String", "toUpperCase"))
        .check(Classes.MAIN);
  }

  @Test
  void adaptersDrawersKeepToThemselves() {
    Set<String> looks = new TreeSet<>();
    for (JavaClass type : Classes.MAIN) {
      if (type.getPackageName().startsWith("dev.ekube.adapters.")) {
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .filter(target -> target.getPackageName().startsWith("dev.ekube.adapters."))
            .filter(target -> !drawer(target).equals(drawer(type)))
            .forEach(target -> looks.add(drawer(type) + " -> " + drawer(target)));
      }
    }
    assertThat(looks).isEqualTo(LOOKS);
  }

  /** A drawer with what lies below it counts as one; Maven itself keeps rooms apart. */
  @Test
  void drawersOfARoomHaveNoCycles() {
    slices().matching("dev.ekube.(*).(*)..").should().beFreeOfCycles().check(Classes.MAIN);
  }

  @Test
  void portsAreNarrow() {
    classes()
        .that()
        .resideInAPackage("dev.ekube.apply.port")
        .and()
        .areInterfaces()
        .should(
            new ArchCondition<JavaClass>("have at most 8 methods") {
              @Override
              public void check(JavaClass port, ConditionEvents events) {
                if (port.getMethods().size() > 8) {
                  events.add(SimpleConditionEvent.violated(port, port.getName()));
                }
              }
            })
        .check(Classes.MAIN);
  }

  private static String drawer(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 3 ? parts[3] : "";
  }

  private static ArchCondition<JavaClass> notCall(List<String> methods) {
    return refuse(
        "not call any of " + methods,
        call -> methods.contains(call.getTargetOwner().getName() + "." + call.getName()));
  }

  /** Refuses the form without arguments, which takes the machine's locale. */
  private static ArchCondition<JavaClass> notCallDefault(String owner, String method) {
    return refuse(
        "not call " + method + " without a locale",
        call ->
            call.getTargetOwner().getName().equals(owner)
                && call.getName().equals(method)
                && call.getTarget().getRawParameterTypes().isEmpty());
  }

  /** Refuses the form without arguments, which writes past the terminal that the user sees. */
  private static ArchCondition<JavaClass> notCallAny(String method) {
    return refuse("not call any " + method, call -> call.getName().equals(method));
  }

  private static ArchCondition<JavaClass> refuse(
      String rule, java.util.function.Predicate<JavaMethodCall> refused) {
    return new ArchCondition<>(rule) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethodCallsFromSelf().stream()
            .filter(refused)
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
      }
    };
  }
}
