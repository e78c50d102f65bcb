package stalekeys.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings can't be used. The message lists every mistake, one a line, and holds no secret. */
public final class InvalidSettings extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    InvalidSettings(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
