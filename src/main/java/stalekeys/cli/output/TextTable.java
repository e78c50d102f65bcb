package stalekeys.cli.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;

/** Columns for people, without borders and without blanks at the ends of lines. */
final class TextTable {
    private static final int WIDEST = 120;

    private TextTable() {}

    static <T> void write(List<T> rows, List<ColumnData<T>> columns, Writer out) throws IOException {
        String table = AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .lineSeparator("\n")
                .data(rows, columns)
                .asString();
        for (String line : table.split("\n", -1)) {
            // The library pads every line to the full width and indents it by one.
            out.write(line.stripTrailing().replaceFirst("^ ", ""));
            out.write('\n');
        }
    }

    static <T> ColumnData<T> left(String header, Function<T, String> text) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(WIDEST)
                .with(row -> PlainText.text(text.apply(row)));
    }

    static <T> ColumnData<T> right(String header, Function<T, String> text) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(row -> PlainText.text(text.apply(row)));
    }
}
