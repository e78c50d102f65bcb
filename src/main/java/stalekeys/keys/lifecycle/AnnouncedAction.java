package stalekeys.keys.lifecycle;

import java.time.LocalDate;
import java.util.EnumSet;

/** What a final notice says will follow once its last day is over. */
public enum AnnouncedAction {
    /** nothing by itself */
    OPEN(""),
    /** it is deactivated */
    OFF(", then deactivated", ", then switched off"),
    /** it is in use, and is deactivated all the same */
    OFF_THOUGH_USED(", then deactivated, though in use", ", then switched off, though in use"),
    /** it is inactive already, and is deleted */
    DELETED(", then deleted");

    private final String text;
    /** As an earlier version wrote it. */
    private final String earlier;

    AnnouncedAction(String text) {
        this(text, text);
    }

    AnnouncedAction(String text, String earlier) {
        this.text = text;
        this.earlier = earlier;
    }

    /** As it stands in the event of the notice. */
    public String why(LocalDate lastDay) {
        return lastDay + text;
    }

    static AnnouncedAction of(String why) {
        return EnumSet.allOf(AnnouncedAction.class).stream()
                .filter(announced ->
                        announced != OPEN && (why.endsWith(announced.text) || why.endsWith(announced.earlier)))
                .findFirst()
                .orElse(OPEN);
    }

    public boolean switchesOff() {
        return this == OFF || this == OFF_THOUGH_USED;
    }
}
