package stalekeys.mail;

import java.util.List;
import java.util.stream.Collectors;
import stalekeys.words.Names;

/**
 * A mail's subject and its text, once plain and once as HTML: both are written at once, so that they say the same. What
 * comes from outside is put on one line and escaped here, and nowhere else.
 */
final class Mail {
    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_LINE = 2_000;

    private final String subject;
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    private Mail(String subject) {
        this.subject = line(subject, LONGEST_SUBJECT);
    }

    /** Begins with the title, which stands above the text as well; the subject says more. */
    static Mail titled(String title, String subject) {
        Mail mail = new Mail(subject);
        mail.plain.append(line(title, LONGEST_SUBJECT)).append("\n");
        mail.html.append(element("h1", "font-size: 20px", escaped(line(title, LONGEST_SUBJECT))));
        return mail;
    }

    Mail heading(String words) {
        return block("strong", "", List.of(words));
    }

    Mail paragraph(List<String> lines) {
        return block("span", "", lines);
    }

    Mail smallPrint(String words) {
        return block("span", "color: #555555; font-size: 12px", List.of(words));
    }

    private Mail block(String tag, String style, List<String> lines) {
        List<String> clean =
                lines.stream().map(words -> line(words, LONGEST_LINE)).toList();
        plain.append("\n").append(String.join("\n", clean)).append("\n");
        String inner = clean.stream().map(Mail::escaped).collect(Collectors.joining("<br>\n"));
        html.append("<p>").append(element(tag, style, inner).strip()).append("</p>\n");
        return this;
    }

    String subject() {
        return subject;
    }

    String plain() {
        return plain.toString();
    }

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(subject)
                + "</title></head>\n<body style=\"font-family: sans-serif; font-size: 14px; line-height: 1.5\">\n"
                + html
                + "</body></html>\n";
    }

    private static String element(String tag, String style, String inner) {
        String attribute = style.isEmpty() ? "" : " style=\"" + style + "\"";
        return "<" + tag + attribute + ">" + inner + "</" + tag + ">\n";
    }

    /** Without line breaks nobody can begin a header of their own. */
    private static String line(String words, int most) {
        return Names.cut(words, most).strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
