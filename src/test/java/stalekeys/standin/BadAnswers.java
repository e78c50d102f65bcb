package stalekeys.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a proxy, a captive portal or a wrong address answers with the status 200 where AWS or Slack was meant. */
public final class BadAnswers {
    private BadAnswers() {}

    /** Bodies nobody would take for an answer, by what they are. */
    public static Map<String, String> ofAnybody() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("white space", " \r\n\t ");
        bodies.put("text", "OK");
        bodies.put(
                "a login page that is no XML",
                "<!DOCTYPE html><html><head><meta charset=utf-8><title>Sign in</title><body><form method=post><br>");
        bodies.put(
                "a login page that is XML",
                "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\""
                        + " \"http://127.0.0.1:1/none.dtd\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
                        + "<title>Sign in</title></head><body><p>Sign in</p></body></html>");
        bodies.put("an empty element", "<Response/>");
        bodies.put("an empty JSON object", "{}");
        bodies.put("a JSON list", "[]");
        bodies.put("a JSON list of an object", "[{}]");
        bodies.put("JSON's null", "null");
        bodies.put("a JSON number", "7");
        bodies.put("a JSON text", "\"OK\"");
        bodies.put("JSON of somebody else", "{\"status\":\"success\",\"data\":{\"items\":[]}}");
        bodies.put("bytes", "\u0000\u0001\u0002\u001f\u008b");
        return bodies;
    }

    /** The good answer, cut off after each quarter and just before its end. */
    public static Map<String, String> cutOff(String good) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (int quarter = 1; quarter < 4; quarter++) {
            bodies.put(quarter + " quarters of it", good.substring(0, good.length() * quarter / 4));
        }
        bodies.put(
                "all but its last character",
                good.substring(0, good.stripTrailing().length() - 1));
        return bodies;
    }

    /** The XML without any element of this name. */
    public static String without(String xml, String element) {
        return xml.replaceAll("(?s)<" + element + ">.*?</" + element + ">|<" + element + "/>", "");
    }

    /** The XML with nothing in any element of this name. */
    public static String emptied(String xml, String element) {
        return xml.replaceAll("(?s)<" + element + ">.*?</" + element + ">", "<" + element + "></" + element + ">");
    }

    /** All of them. */
    @SafeVarargs
    public static Map<String, String> all(Map<String, String>... kinds) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (Map<String, String> kind : kinds) {
            bodies.putAll(kind);
        }
        return bodies;
    }
}
