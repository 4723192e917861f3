package dev.plumbline.console.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Makes `fix.tsv` from QuickFIX/J's data dictionaries. Run `main` in the folder of the console after QuickFIX/J's version
/// has changed; [FixDictionaryTest] says when.
final class FixDictionaryMaker {
    static final Path RESOURCE = Path.of("src/main/resources/dev/plumbline/console/timeline/fix.tsv");

    private static final String HEADER = """
            # Tags of FIX 4.2, 4.4, 5.0 SP2 and FIXT 1.1: number, name, type, then each enumerated value and its word.
            # Made by FixDictionaryMaker from the data dictionaries of QuickFIX/J. This product includes software developed by
            # quickfixengine.org (http://www.quickfixengine.org/). Copyright (c) 2001-2025 quickfixengine.org; see NOTICE.
            """;
    /// The newest first: what an older one says differently is left.
    private static final List<String> DICTIONARIES = List.of("FIXT11.xml", "FIX50SP2.xml", "FIX44.xml", "FIX42.xml");

    private static final String MSG_TYPE = "35";

    private record Tag(String name, String type, Map<String, String> words) {}

    private final Map<Integer, Tag> tags = new TreeMap<>();

    private FixDictionaryMaker() {}

    static void main() throws IOException {
        Files.writeString(RESOURCE, made());
    }

    static String made() {
        var maker = new FixDictionaryMaker();
        DICTIONARIES.forEach(maker::read);
        return maker.text();
    }

    private void read(String dictionary) {
        try (var stream = Objects.requireNonNull(
                FixDictionaryMaker.class.getResourceAsStream("/" + dictionary), dictionary + " is not on the class path")) {
            var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
            var fields = (Element) root.getElementsByTagName("fields").item(0);
            var list = fields.getElementsByTagName("field");
            for (int i = 0; i < list.getLength(); i++) add((Element) list.item(i));
            name(root.getElementsByTagName("message"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IllegalStateException(dictionary, broken);
        }
    }

    private void add(Element field) {
        var tag = tags.computeIfAbsent(
                Integer.valueOf(field.getAttribute("number")),
                _ -> new Tag(field.getAttribute("name"), field.getAttribute("type"), new LinkedHashMap<>()));
        if (field.getAttribute("number").equals(MSG_TYPE)) return;
        var values = field.getElementsByTagName("value");
        for (int i = 0; i < values.getLength(); i++) {
            var value = (Element) values.item(i);
            tag.words.putIfAbsent(value.getAttribute("enum"), words(value.getAttribute("description")));
        }
    }

    /// Messages have names of their own, better than the words for MsgType(35).
    private void name(NodeList messages) {
        var words = Objects.requireNonNull(tags.get(Integer.valueOf(MSG_TYPE)), "MsgType").words;
        for (int i = 0; i < messages.getLength(); i++) {
            var message = (Element) messages.item(i);
            words.putIfAbsent(message.getAttribute("msgtype"), message.getAttribute("name"));
        }
    }

    /// `PARTIALLY_FILLED` is `Partially filled`; what has digits stays, for it is a name such as `FIX50SP2`.
    private static String words(String description) {
        var words = new StringBuilder();
        for (var part : description.split("_")) {
            if (part.isEmpty()) continue;
            if (!words.isEmpty()) words.append(' ');
            boolean isName = part.chars().anyMatch(Character::isDigit);
            var lower = part.toLowerCase(Locale.ROOT);
            words.append(isName ? part : words.isEmpty() ? Character.toUpperCase(lower.charAt(0)) + lower.substring(1) : lower);
        }
        return words.toString();
    }

    private String text() {
        var text = new StringBuilder(HEADER);
        tags.forEach((number, tag) -> {
            text.append(number).append('\t').append(tag.name).append('\t').append(tag.type);
            tag.words.forEach((value, word) -> text.append('\t').append(value).append('\t').append(word));
            text.append('\n');
        });
        return text.toString();
    }
}
