package dev.ekube.spec.init;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One question that {@code ekube init} asks.
 *
 * @param key also the name of the flag that answers it: {@code --vip}
 * @param prompt what stands before the cursor, without colon and default
 * @param proposal the default, out of the answers before it; empty when there is none and an answer
 *     is needed
 * @param complaint what is wrong with an answer and what to write instead; empty for a good one
 */
public record InitQuestion(
    String key,
    String prompt,
    Function<Map<String, String>, Optional<String>> proposal,
    Function<String, Optional<String>> complaint) {}
