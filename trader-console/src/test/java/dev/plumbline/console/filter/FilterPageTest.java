package dev.plumbline.console.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.attention.Troubled;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;

/// The page of the filter language says what is so.
class FilterPageTest {
    private static final Path PAGE = Path.of("docs/filter.md");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern QUOTED_CONDITION = Pattern.compile("`([a-z]+[:=<>][^`]*)`");
    private static final Pattern INDENTED = Pattern.compile("(?m)^    (\\S.*)$");

    @Test
    void everyExampleIsUnderstood() throws IOException {
        var page = Files.readString(PAGE);
        var prose = page.substring(0, page.indexOf("## Fields of orders"));
        var examples = new ArrayList<String>();
        for (var pattern : List.of(FIRST_CELL, QUOTED_CONDITION, INDENTED))
            pattern.matcher(prose).results().forEach(match -> examples.add(match.group(1)));
        QUOTED_CONDITION.matcher(between(page, "## Fields of orders", "<!-- orders -->")).results()
                .forEach(match -> examples.add(match.group(1)));
        assertThat(examples).hasSizeGreaterThan(30);
        for (var example : examples) {
            var filter = Filter.parse(example, OrderFields.of(() -> Samples.AT));
            if (example.equals("qty:12,500")) assertThat(filter).isInstanceOf(Filter.Wrong.class);
            else assertThat(filter).as(example).isInstanceOf(Filter.Ready.class);
        }
    }

    @Test
    void theTablesOfFieldsAreThoseOfTheProgram() throws IOException {
        var page = Files.readString(PAGE);
        assertThat(generated(page)).isEqualTo(page);
    }

    private static String generated(String page) {
        var orders = table(page, "orders", OrderFields.of(() -> 0));
        var executions = table(orders, "executions", ExecutionFields.of(() -> 0));
        var positions = table(executions, "positions", PositionFields.<Position>of(it -> it, _ -> Px.NONE));
        var alerts = table(positions, "alerts", AlertFields.of(() -> 0));
        return table(alerts, "attention", Troubled.fields());
    }

    private static String table(String page, String name, Fields<?> fields) {
        var begin = "<!-- " + name + " -->";
        return page.replace(begin + between(page, begin, "<!-- end -->"), begin + "\n" + rows(fields));
    }

    private static String between(String page, String begin, String end) {
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static <T> String rows(Fields<T> fields) {
        return fields.list().stream()
                .map(field -> "| `" + field.name() + "` " + field.aliases().stream().map(alias -> "`" + alias + "` ")
                        .collect(Collectors.joining()) + "| " + field.help() + " | " + values(field) + " |\n")
                .collect(Collectors.joining("", "| Field | What it is | Values |\n|---|---|---|\n", ""));
    }

    private static <T> String values(Field<T> field) {
        return switch (field.kind()) {
            case Field.Kind.Choice<T>(_, var words) ->
                words.stream().map(word -> "`" + word.name() + "`").collect(Collectors.joining(" "));
            case Field.Kind.Is<T>(var marks) ->
                marks.stream().map(mark -> "`" + mark.name() + "` " + mark.help()).collect(Collectors.joining("; "));
            default -> Conditions.wants(field);
        };
    }

    /// Writes the tables into the page: run it in `trader-console` where a field has changed, and read the difference.
    public static void main(String[] args) throws IOException {
        Files.writeString(PAGE, generated(Files.readString(PAGE)));
    }
}
