package io.github.gdxbrains.nn;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class, and says so, where the system property {@code gdxbrains.lanes} forces wider
 * vectors than the processor has: Java would emulate them, at a snail's pace.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SupportedLanes.Condition.class)
public @interface SupportedLanes {
  /** The lanes that are forced, 0 if none. */
  int FORCED = Integer.getInteger("gdxbrains.lanes", 0);

  /** Asks the processor. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      int widest = VectorShape.preferredShape().vectorBitSize() / Float.SIZE;
      if (FORCED <= widest) {
        return ConditionEvaluationResult.enabled("the processor has " + widest + " lanes");
      }
      String reason =
          "SKIPPED: " + FORCED + " lanes, for this processor has " + widest + " at most";
      System.out.println(context.getDisplayName() + " " + reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
