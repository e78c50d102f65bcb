package stalekeys.standin.slack.click;

import java.util.Map;

/**
 * One element that somebody uses, named as Slack names it.
 *
 * @param value what is chosen or entered in it; several are separated by commas; nothing for a button
 * @param entered what stands in the inputs around it by {@code block_id/action_id}; the others keep their initial value
 */
public record Choice(String blockId, String actionId, String value, Map<String, String> entered) {}
