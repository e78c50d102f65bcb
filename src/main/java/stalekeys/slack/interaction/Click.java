package stalekeys.slack.interaction;

import stalekeys.slack.view.block.ButtonValue;
import stalekeys.work.people.Person;

/**
 * A click on a button, or a choice in a menu, by somebody who was looked up just now.
 *
 * @param replyTo where the answer goes, as {@link Replies} understands it; may be empty
 * @param inList whether it was in the private list, which only this person sees and which can be drawn again
 */
record Click(Person who, ButtonValue button, String replyTo, Trigger trigger, boolean inList) {}
