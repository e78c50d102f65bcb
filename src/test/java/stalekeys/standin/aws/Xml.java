package stalekeys.standin.aws;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;

/** The few shapes of the Query protocol's XML. */
final class Xml {
    private Xml() {}

    static String element(String name, String... children) {
        return "<" + name + ">" + String.join("", children) + "</" + name + ">";
    }

    static String text(String name, String value) {
        return element(name, escape(value));
    }

    static String text(String name, boolean value) {
        return element(name, Boolean.toString(value));
    }

    /** IAM speaks of whole seconds. */
    static String date(String name, Instant value) {
        return element(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static <T> String list(String name, Collection<T> items, Function<T, String> member) {
        StringBuilder out = new StringBuilder();
        for (T item : items) {
            out.append("<member>").append(member.apply(item)).append("</member>");
        }
        return element(name, out.toString());
    }

    static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
