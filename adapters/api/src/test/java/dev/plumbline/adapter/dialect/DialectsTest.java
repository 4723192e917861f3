package dev.plumbline.adapter.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.plumbline.adapter.dialect.Dialect.ExecIDs;
import dev.plumbline.adapter.dialect.Dialect.Field;

class DialectsTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(DialectsTest.class.getResourceAsStream("schema.json"));

    @TempDir
    Path folder;

    /// Those of issue 3, and what each is for.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        standard-4.2    | REPORTED   | Whole[]          | TOTAL     | [442=2] | {21=1}
        standard-4.4    | REPORTED   | Whole[]          | TOTAL     | [442=2] | {}
        standard        | REPORTED   | Whole[]          | TOTAL     | [442=2] | {}
        standard-5.0sp2 | REPORTED   | Whole[]          | TOTAL     | [442=2] | {}
        exchange        | REPORTED   | Whole[]          | TOTAL     | [442=2] | {}
        cme             | REPORTED   | Suffix[length=9] | TOTAL     | [442=2] | {21=1}
        cumulative      | CUMULATIVE | Whole[]          | TOTAL     | [442=2] | {}
        amend-remaining | REPORTED   | Whole[]          | REMAINING | [442=2] | {}
        execref-suffix  | REPORTED   | Suffix[length=9] | TOTAL     | [442=2] | {}
        exec-version    | REPORTED   | Version[]        | TOTAL     | [442=2] | {}
        """)
    void shipped(String name, String executions, String execID, String orderQty, String ignored, String newOrder) {
        var dialect = Dialects.of(name);
        assertThat(dialect.executions()).hasToString(executions);
        assertThat(dialect.execID()).hasToString(execID);
        assertThat(dialect.orderQty()).hasToString(orderQty);
        assertThat(dialect.ignoreReports()).hasToString(ignored);
        assertThat(dialect.requestFields("D")).hasToString(newOrder);
        assertThat(dialect.noID()).contains("0", "-1", "NONE", "UNKNOWN");
    }

    @Test
    void theListIsOfWhatIsThere() throws Exception {
        try (var files = Files.list(Path.of(DialectsTest.class.getResource("index.txt").toURI()).getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(Dialects.names().stream().map(name -> name + ".yaml").toList());
        }
        assertThat(Dialects.list()).hasSameSizeAs(Dialects.names()).allMatch(line -> line.length() < 110);
        assertThat(Dialects.list().get(4)).startsWith("cme              CME iLink 2, ");
    }

    /// The standard is in the code too, so that it costs no reading; this holds the two together.
    @Test
    void theStandardIsWhatItsFileSays() throws IOException {
        assertThat(Profile.parse("standard-4.4", "standard-4.4", text("standard-4.4.yaml")).dialect(Dialects::of))
                .isEqualTo(Dialect.STANDARD);
        assertThat(json("standard-4.4.yaml").size()).as("every key but 'extends' and 'execIDLength'")
                .isEqualTo(schemaKeys().size() - 2);
    }

    @Test
    void aFileSaysOnlyWhatDiffers() throws IOException {
        write("house.yaml", """
                extends: cme
                execIDLength: 12
                cumQty: day
                filledOfZero: wholeOrder
                ordStatus: {CANCELLED: 4, "9": none}
                execType: {S: C}
                ignoreReports: [442=2, 150=J]
                noID: [n/a]
                origClOrdID: optimistic
                requestFields:
                  D: {528: A, 21: 3}
                  F: {38: none}
                transactTimeZone: America/Chicago
                transactTimePrecision: seconds
                """);
        var desk = write("desk.yaml", "description: a desk's\nextends: house.yaml\nexecID: whole\n");
        var cme = Dialects.of("cme");
        var dialect = Dialects.of(desk.toString());
        assertThat(dialect).isEqualTo(new Dialect(
                "desk", "a desk's", cme.executions(), new ExecIDs.Whole(), cme.orderQty(), Dialect.CumQty.DAY,
                Dialect.FilledOfZero.WHOLE_ORDER, Map.of("U", '\0', "CANCELLED", '4', "9", '\0'), Map.of("S", 'C'),
                List.of(new Field(442, "2"), new Field(150, "J")), Set.of("n/a"), Dialect.OrigClOrdID.OPTIMISTIC,
                Map.of("D", Map.of(21, "3", 528, "A"), "G", Map.of(21, "1"), "F", Map.of(38, "")),
                ZoneId.of("America/Chicago"), Dialect.Precision.SECONDS));
        assertThat(Dialects.of(folder.resolve("house.yaml").toString()).execID()).isEqualTo(new ExecIDs.Suffix(12));
    }

    @Test
    void jsonWillDoAndAnEmptyFileIsTheStandard() throws IOException {
        assertThat(Dialects.of(write("a.json", "{\"executions\": \"cumulative\"}").toString()).executions())
                .isEqualTo(Dialect.Executions.CUMULATIVE);
        assertThat(Dialects.of(write("b.yaml", "").toString()).requestFields()).isEmpty();
    }

    @Test
    void whatTheVersionRequiresIsCarriedWhateverTheDialect() throws IOException {
        var without = Dialects.of(write("a.yaml", "requestFields: {G: {21: none}}").toString());
        var both = without.overFieldsOf(Dialects.of("standard-4.2"));
        assertThat(both.requestFields("D")).isEqualTo(Map.of(21, "1"));
        assertThat(both.requestFields("G")).isEqualTo(Map.of(21, ""));
    }

    /// One line that names the profile, the key, the value and the mend.
    @ParameterizedTest
    @MethodSource("wrongProfiles")
    void aWrongProfileSaysWhatIsWrong(Wrong wrong) throws IOException {
        var file = write("my.yaml", wrong.profile());
        assertThatThrownBy(() -> Dialects.of(file.toString()))
                .isInstanceOf(DialectException.class)
                .hasMessage(("dialect " + file + ": " + wrong.complaint()).replace("FOLDER", folder.toString()))
                .message().hasLineCount(1);
    }

    /// The schema refuses what the reader refuses, as far as a schema can see.
    @ParameterizedTest
    @MethodSource("wrongProfiles")
    void theSchemaRefusesItToo(Wrong wrong) throws IOException {
        if (wrong.isSeenBySchema()) assertThat(SCHEMA.validate(yaml(wrong.profile()))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatWeShipFitsTheSchema(String name) throws IOException {
        assertThat(SCHEMA.validate(json(name + ".yaml"))).isEmpty();
    }

    static List<String> names() {
        return Dialects.names();
    }

    record Wrong(String profile, String complaint, boolean isSeenBySchema) {}

    static Stream<Wrong> wrongProfiles() {
        return Stream.of(
                seen("execid: whole", "execid is not known; there are: cumQty, description, execID, execIDLength, "
                        + "execType, executions, extends, filledOfZero, ignoreReports, noID, ordStatus, orderQty, "
                        + "origClOrdID, requestFields, transactTimePrecision, transactTimeZone"),
                seen("executions: both", "executions is 'both': write reported or cumulative"),
                seen("execID: prefix", "execID is 'prefix': write whole, suffix or version"),
                unseen("execID: suffix", "execIDLength is missing: write how many characters of the ExecID(17) the"
                        + " ExecRefID(19) holds, such as 9"),
                unseen("execIDLength: 9", "execIDLength is '9': it says something only with 'execID: suffix'"),
                seen("execID: suffix\nexecIDLength: 0", "execIDLength is '0': write a whole number from 1 to 64"),
                seen("execID: suffix\nexecIDLength: nine", "execIDLength is 'nine': write a whole number from 1 to 64"),
                seen("orderQty: Remaining", "orderQty is 'Remaining': write total or remaining"),
                seen("orderQty: ", "orderQty must be a single value"),
                seen("cumQty: [day]", "cumQty must be a single value"),
                seen("filledOfZero: fill", "filledOfZero is 'fill': write remark or wholeOrder"),
                seen("ordStatus: {U: unknown}",
                        "ordStatus.U is 'unknown': write one of FIX's codes 0123456789ABCDEGH, or none"),
                seen("execType: {U: Z}",
                        "execType.U is 'Z': write one of FIX's codes 0123456789ABCDEFGHIJKLMN, or none"),
                seen("ordStatus: U", "ordStatus must be a section of 'key: value'"),
                seen("ignoreReports: 442=2", "ignoreReports must be a list, such as [a, b]"),
                seen("ignoreReports: [442]", "ignoreReports is '442': write a list of tag=value, such as 442=2"),
                seen("noID: [[a]]", "noID must be a list of single values"),
                seen("origClOrdID: latest", "origClOrdID is 'latest': write accepted or optimistic"),
                seen("requestFields: {8: {21: 1}}", "requestFields.8 is not known; there are: D (NewOrderSingle), F"
                        + " (OrderCancelRequest), G (OrderCancelReplaceRequest), H (OrderStatusRequest)"),
                seen("requestFields: {D: 21}", "requestFields.D must be fields, such as {21: 1}"),
                seen("requestFields: {D: {HandlInst: 1}}",
                        "requestFields.D.HandlInst is '1': write the number of a tag as the key"),
                unseen("requestFields: {D: {38: 100}}", "requestFields.D.38 is '100': that field is the order's or the"
                        + " session's own; leave the line out"),
                unseen("requestFields: {D: {38: none}}", "requestFields.D.38 is 'none': a message D cannot do without"
                        + " it; it can without [1, 21, 59]"),
                seen("requestFields: {D: {21: }}",
                        "requestFields.D.21 is '': write the field's value, or none to leave it out"),
                unseen("transactTimeZone: Chicago",
                        "transactTimeZone is 'Chicago': write a zone like Europe/Berlin or UTC"),
                seen("transactTimePrecision: days",
                        "transactTimePrecision is 'days': write seconds or millis or micros or nanos"),
                seen("[a, b]", "must be lines of 'key: value'"),
                unseen("execID: whole\nexecID: version", "line 2, column 7: Duplicate field 'execID'; correct it there"),
                unseen("extends: cmee", "extends: no dialect 'cmee'; there are: " + shippedNames()
                        + "; or give a file, such as cmee.yaml"),
                unseen("extends: my.yaml", "extends: dialect FOLDER/my.yaml: extends itself; extend a shipped one: "
                        + shippedNames()),
                unseen("extends: no.yaml", "extends: dialect FOLDER/no.yaml: cannot be read (NoSuchFileException);"
                        + " give an existing file, or one of: " + shippedNames()));
    }

    private static Wrong seen(String profile, String complaint) {
        return new Wrong(profile, complaint, true);
    }

    private static Wrong unseen(String profile, String complaint) {
        return new Wrong(profile, complaint, false);
    }

    private static String shippedNames() {
        return String.join(", ", Dialects.names());
    }

    @Test
    void aNameThatIsNoneListsThoseThatAre() {
        assertThatThrownBy(() -> Dialects.of("cne"))
                .hasMessage("no dialect 'cne'; there are: " + shippedNames() + "; or give a file, such as cne.yaml");
    }

    /// The page and the profiles keep together: each key and each profile has its place there.
    @Test
    void thePageNamesEveryKeyAndProfile() throws IOException {
        var page = Files.readString(Path.of("docs/dialects.md"));
        assertThat(schemaKeys()).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
        assertThat(Dialects.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static List<String> schemaKeys() throws IOException {
        var keys = new ArrayList<String>();
        new ObjectMapper().readTree(text("schema.json")).get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode json(String resource) throws IOException {
        return yaml(text(resource));
    }

    private static JsonNode yaml(String yaml) throws IOException {
        return new YAMLMapper().readTree(yaml);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = DialectsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
