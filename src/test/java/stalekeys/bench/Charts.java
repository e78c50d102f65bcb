package stalekeys.bench;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Draws what was measured. Where the machine has no font there is no text to draw with, and so no chart. */
final class Charts {
    private final Path folder;
    private final boolean rendered;

    Charts(Path folder) {
        this.folder = folder;
        this.rendered = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
        if (!rendered) {
            System.out.println("No font is installed, so no charts are drawn.");
        }
    }

    void bars(String name, String title, String unit, List<String> labels, List<Double> values) {
        if (rendered) {
            CategoryChart chart = new CategoryChartBuilder()
                    .width(800)
                    .height(450)
                    .title(title)
                    .yAxisTitle(unit)
                    .build();
            chart.getStyler().setLegendVisible(false);
            chart.getStyler().setChartBackgroundColor(Color.WHITE);
            chart.getStyler().setLabelsVisible(true);
            chart.getStyler().setLabelsFontColorAutomaticEnabled(false);
            chart.getStyler().setLabelsPosition(1);
            chart.getStyler().setDecimalPattern("#,##0.0");
            chart.addSeries(name, labels, values);
            save(name, chart);
        }
    }

    void line(
            String name,
            String title,
            String xTitle,
            String yTitle,
            List<? extends Number> x,
            List<? extends Number> y) {
        if (rendered) {
            XYChart chart = new XYChartBuilder()
                    .width(800)
                    .height(450)
                    .title(title)
                    .xAxisTitle(xTitle)
                    .yAxisTitle(yTitle)
                    .build();
            chart.getStyler().setLegendVisible(false);
            chart.getStyler().setChartBackgroundColor(Color.WHITE);
            chart.addSeries(name, x, y);
            save(name, chart);
        }
    }

    private void save(String name, Chart<?, ?> chart) {
        try {
            BitmapEncoder.saveBitmap(chart, folder.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
