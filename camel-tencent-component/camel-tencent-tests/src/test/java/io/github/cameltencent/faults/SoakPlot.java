/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltencent.faults;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws the intervals of a soak as an SVG image, one panel for each figure. */
final class SoakPlot {

    private static final int WIDTH = 720;
    private static final int PANEL = 130;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 28;
    private static final int PLOT = 82;
    private static final List<Panel> PANELS = List.of(
            new Panel("heap after a collection, MB", each -> SoakInterval.megabytes(each.heap())),
            new Panel("direct memory, MB", each -> SoakInterval.megabytes(each.direct())),
            new Panel("threads", SoakInterval::threads),
            new Panel("open files and sockets", SoakInterval::files),
            new Panel("median latency, ms", each -> each.p50() / 1e6),
            new Panel("latency of the 99th percentile, ms", each -> each.p99() / 1e6));

    private record Panel(String title, ToDoubleFunction<SoakInterval> value) {}

    private SoakPlot() {}

    static String of(List<SoakInterval> intervals) {
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">",
                WIDTH,
                PANEL * PANELS.size());
        append(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, PANEL * PANELS.size());
        for (int i = 0; i < PANELS.size(); i++) {
            draw(svg, PANELS.get(i), i * PANEL + TOP, intervals);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Panel panel, int top, List<SoakInterval> intervals) {
        double[] values = intervals.stream().mapToDouble(panel.value()).toArray();
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        most = Math.max(most * 1.1, 1e-9);
        append(svg, "<text x=\"%d\" y=\"%d\" fill=\"#222\">%s</text>", LEFT, top - 8, panel.title());
        append(svg, "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>", LEFT, top, top + PLOT, WIDTH - RIGHT);
        for (double part : new double[] {0, 0.5, 1}) {
            append(
                    svg,
                    "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\" fill=\"#555\">%.1f</text>",
                    LEFT - 6,
                    top + PLOT * (1 - part) + 4,
                    most * part);
        }
        StringBuilder points = new StringBuilder();
        double step = (WIDTH - LEFT - RIGHT) / Math.max(1.0, values.length - 1);
        for (int i = 0; i < values.length; i++) {
            points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", LEFT + i * step, top + PLOT * (1 - values[i] / most)));
        }
        append(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"#0b62a4\" stroke-width=\"1.5\"/>", points);
        append(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">%d</text>",
                WIDTH - RIGHT,
                top + PLOT + 13,
                values.length);
    }

    private static void append(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
