package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.learner.LearnerFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learners}: what brains can be improved by. */
@Command(
    name = "learners",
    description = "Lists the learners with their hyperparameters and defaults.",
    mixinStandardHelpOptions = true)
public final class LearnersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Workplace workplace;

  @Parameters(paramLabel = "LEARNER", arity = "0..1", description = "Tells about one learner.")
  private Optional<String> name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<LearnerFactory> learners =
        name.map(given -> List.of(workplace.learners().named(given)))
            .orElseGet(() -> workplace.learners().all());
    for (LearnerFactory learner : learners) {
      out.println(learner.name() + ": " + learner.description());
      Table table = new Table("HYPERPARAMETER", "DEFAULT");
      Settings.tree(learner.defaults())
          .entries()
          .forEach((key, entry) -> table.row(key, text(entry.value())));
      table.print(out, "  ");
      out.println();
    }
    out.flush();
    return 0;
  }

  /** A default as one would write it, and {@code none} for nothing. */
  private static String text(Node node) {
    if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
      return mapping.entries().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue().value()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
      return sequence.items().stream()
          .map(LearnersCommand::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node instanceof Node.Scalar scalar && !scalar.isNull() ? scalar.text() : "none";
  }
}
