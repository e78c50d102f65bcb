package stalekeys.keys;

import java.time.LocalDate;
import java.util.EnumSet;

/** What a final notice says will follow once its last day is over. */
public enum Ending {
    /** nothing by itself */
    OPEN(""),
    /** it is switched off */
    OFF(", then switched off"),
    /** it is in use, and is switched off all the same */
    OFF_THOUGH_USED(", then switched off, though in use"),
    /** it is off already, and is deleted */
    DELETED(", then deleted");

    private final String text;

    Ending(String text) {
        this.text = text;
    }

    /** As it stands in the event of the notice. */
    public String why(LocalDate lastDay) {
        return lastDay + text;
    }

    static Ending of(String why) {
        return EnumSet.allOf(Ending.class).stream()
                .filter(ending -> ending != OPEN && why.endsWith(ending.text))
                .findFirst()
                .orElse(OPEN);
    }

    public boolean switchesOff() {
        return this == OFF || this == OFF_THOUGH_USED;
    }
}
