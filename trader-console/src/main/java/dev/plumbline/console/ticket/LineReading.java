package dev.plumbline.console.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plumbline.console.ticket.OrderLine.NotYet;
import dev.plumbline.console.ticket.OrderLine.Ready;
import dev.plumbline.console.ticket.OrderLine.Wrong;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Reads one [OrderLine], word by word, once.
final class LineReading {
    private static final String SIDE_MISSING = "buy, sell or short …";

    /// A word of the line and where it begins.
    private record Word(int at, String text) {
        String low() {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.,_]+[km]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SYMBOL = Pattern.compile("[\\p{Alnum}][\\p{Alnum}./_-]{0,31}");

    private static final Map<String, Side> SIDES = Map.of(
            "buy", Side.BUY, "b", Side.BUY, "sell", Side.SELL, "s", Side.SELL,
            "short", Side.SELL_SHORT, "h", Side.SELL_SHORT, "ss", Side.SELL_SHORT);
    private static final Map<String, OrdType> TYPES = Map.of(
            "mkt", OrdType.MARKET, "market", OrdType.MARKET, "lmt", OrdType.LIMIT, "limit", OrdType.LIMIT,
            "stp", OrdType.STOP, "stop", OrdType.STOP);
    private static final Map<String, TimeInForce> TIMES = Map.of(
            "day", TimeInForce.DAY, "gtc", TimeInForce.GOOD_TILL_CANCEL,
            "ioc", TimeInForce.IMMEDIATE_OR_CANCEL, "fok", TimeInForce.FILL_OR_KILL);
    /// What traders know from elsewhere, and what to do here.
    private static final Map<String, String> NOT_TAKEN = Map.of(
            "stplmt", "a stop-limit order cannot be sent yet; use lmt or stp",
            "gtd", "GTD cannot be sent yet; use gtc or day",
            "opg", "no auction orders from here; use day, gtc, ioc or fok",
            "atc", "no auction orders from here; use day, gtc, ioc or fok");
    private static final Map<String, String> KEYS = Map.of(
            "acct", "account", "account", "account", "acc", "account", "a", "account",
            "broker", "broker", "via", "broker", "k", "broker",
            "sym", "symbol", "symbol", "symbol");

    private final List<Word> words = new ArrayList<>();
    /// The cursor still stands at the last word: it may be the beginning of another.
    private final boolean isTyping;
    private Side side = Side.NONE;
    private Qty qty = Qty.NONE;
    private Px price = Px.NONE;
    private Word priceWord = new Word(0, "");
    private Symbol symbol = Symbol.NONE;
    private Optional<OrdType> ordType = Optional.empty();
    private Optional<TimeInForce> timeInForce = Optional.empty();
    private String account = "";
    private String session = "";
    /// A word that means something, but stands where the symbol is expected: LMT and DAY are listed, too.
    private int perhapsSymbol = -1;

    LineReading(String line) {
        var matcher = Pattern.compile("@|[^\\s@]+").matcher(line);
        while (matcher.find()) words.add(new Word(matcher.start(), matcher.group()));
        isTyping = !line.isEmpty() && !Character.isWhitespace(line.charAt(line.length() - 1));
    }

    /// A side, and more than that.
    boolean hasSide() {
        int from = words.isEmpty() ? 0 : readSide();
        return from > 0 && words.size() > from;
    }

    OrderLine read() {
        if (words.isEmpty()) return new NotYet(SIDE_MISSING);
        int from = readSide();
        if (from == 0) return noSide();
        perhapsSymbol = keywordInPlaceOfTheSymbol(from);
        for (int i = from; i < words.size(); i++) {
            var stop = isPriceMark(i) ? readMarkedPrice(++i) : readWord(i);
            if (stop.isPresent()) return stop.get();
        }
        return result();
    }

    private Optional<OrderLine> readMarkedPrice(int i) {
        if (i < words.size()) return readPrice(words.get(i));
        return qty.isStated() && !symbol.isNone() ? notYet("price") : Optional.empty();
    }

    private static Optional<OrderLine> notYet(String missing) {
        return Optional.of(new NotYet("… " + missing));
    }

    /// How many words the side takes: two for "sell short", none where there is no side.
    private int readSide() {
        var first = words.getFirst().low();
        side = SIDES.getOrDefault(first, Side.NONE);
        if (side == Side.NONE) return 0;
        if (side != Side.SELL || words.size() == 1 || !words.get(1).low().equals("short")) return 1;
        side = Side.SELL_SHORT;
        return 2;
    }

    private OrderLine noSide() {
        var word = words.getFirst();
        if (isAtCursor(word) && SIDES.keySet().stream().anyMatch(whole -> whole.startsWith(word.low())))
            return new NotYet(SIDE_MISSING);
        return new Wrong(word.at, "begin with buy, sell or short");
    }

    /// The index of a word such as LMT that must be the symbol, for no other word can be; -1 for none.
    private int keywordInPlaceOfTheSymbol(int from) {
        int candidate = -1;
        for (int i = from; i < words.size(); i++) {
            if (isPriceMark(i)) {
                i++;
                continue;
            }
            var word = words.get(i).low();
            if (NUMBER.matcher(word).matches()) continue;
            if (!isKeyword(word)) {
                if (word.startsWith("sym:") || word.startsWith("symbol:") || !word.contains(":")) return -1;
            } else if (candidate < 0 && i - from <= 1) candidate = i;
        }
        return candidate;
    }

    private static boolean isKeyword(String word) {
        return TYPES.containsKey(word) || TIMES.containsKey(word) || NOT_TAKEN.containsKey(word);
    }

    private boolean isPriceMark(int i) {
        var word = words.get(i).low();
        return word.equals("@") || word.equals("at");
    }

    private Optional<OrderLine> readWord(int i) {
        var word = words.get(i);
        var low = word.low();
        if (i == perhapsSymbol) return readSymbol(word, word.text);
        if (low.contains(":") || low.contains("=")) return readKey(word);
        if (TYPES.containsKey(low)) return readType(word, TYPES.getOrDefault(low, OrdType.NONE));
        if (TIMES.containsKey(low)) return readTime(word, TIMES.getOrDefault(low, TimeInForce.DAY));
        if (NOT_TAKEN.containsKey(low)) return wrong(word, NOT_TAKEN.getOrDefault(low, ""));
        if (NUMBER.matcher(low).matches()) return qty.isStated() ? readPrice(word) : readQty(word);
        if (symbol.isNone()) return readSymbol(word, word.text);
        var wholes = wholeWords(word);
        if (!wholes.isEmpty()) return notYet(wholes);
        return wrong(word, "'" + word.text + "' is not understood; the symbol is " + symbol + " already");
    }

    /// What a word at the cursor may become; empty where nothing.
    private String wholeWords(Word word) {
        if (!isAtCursor(word)) return "";
        return Stream.of("day", "gtc", "ioc", "fok", "lmt", "mkt", "stp", "limit", "market", "stop", "acct:", "account:", "broker:")
                .filter(whole -> whole.startsWith(word.low()))
                .collect(Collectors.joining(" or "));
    }

    private boolean isAtCursor(Word word) {
        return isTyping && words.getLast() == word;
    }

    private Optional<OrderLine> readQty(Word word) {
        var read = Typed.qty(word.text);
        if (isAtCursor(word) && isBareSign(word)) return notYet("quantity");
        if (!read.isStated()) return wrong(word, "no quantity: '" + word.text + "'; type 5000, 5k or 1.5m");
        if (!read.isPositive()) return wrong(word, "the quantity must be above 0");
        qty = read;
        return Optional.empty();
    }

    private static boolean isBareSign(Word word) {
        return word.text.equals("-") || word.text.equals(".");
    }

    private Optional<OrderLine> readPrice(Word word) {
        var read = Typed.price(word.text);
        if (isAtCursor(word) && isBareSign(word)) return notYet("price");
        if (!read.isStated()) return wrong(word, "no price: '" + word.text + "'");
        if (price.isStated()) return wrong(word, "two prices, " + price + " and " + read + "; leave one out");
        price = read;
        priceWord = word;
        return Optional.empty();
    }

    private Optional<OrderLine> readSymbol(Word word, String text) {
        if (!symbol.isNone()) return wrong(word, "two symbols, " + symbol + " and " + text + "; leave one out");
        if (!SYMBOL.matcher(text).matches()) return wrong(word, "no symbol: '" + text + "'");
        if (!qty.isStated() && Character.isDigit(text.charAt(0)))
            return wrong(word, "no quantity: '" + text + "'; type 5000, 5k or 1.5m");
        symbol = new Symbol(text.toUpperCase(Locale.ROOT));
        return Optional.empty();
    }

    private Optional<OrderLine> readType(Word word, OrdType read) {
        if (ordType.isPresent() && ordType.get() != read)
            return wrong(word, "two order types; leave one out");
        ordType = Optional.of(read);
        return Optional.empty();
    }

    private Optional<OrderLine> readTime(Word word, TimeInForce read) {
        if (timeInForce.isPresent() && timeInForce.get() != read)
            return wrong(word, "two times in force; leave one out");
        timeInForce = Optional.of(read);
        return Optional.empty();
    }

    private Optional<OrderLine> readKey(Word word) {
        var parts = word.text.split("[:=]", 2);
        var value = parts[1];
        var kind = KEYS.getOrDefault(parts[0].toLowerCase(Locale.ROOT), "");
        if (!kind.isEmpty() && value.isEmpty()) {
            if (isAtCursor(word)) return notYet(kind);
            return wrong(word, "nothing behind " + word.text);
        }
        switch (kind) {
            case "account" -> account = value;
            case "broker" -> session = value;
            case "symbol" -> {
                return readSymbol(word, value);
            }
            default -> {
                return wrong(word, "'" + word.text + "' is not understood; there is acct:, broker: and sym:");
            }
        }
        return Optional.empty();
    }

    private static Optional<OrderLine> wrong(Word word, String why) {
        return Optional.of(new Wrong(word.at, why));
    }

    private OrderLine result() {
        var type = ordType.orElse(OrdType.LIMIT);
        if (type == OrdType.MARKET && price.isStated())
            return new Wrong(
                    priceWord.at, "a market order has no price; leave " + priceWord.text + " out, or mkt");
        var missing = missing(type);
        if (!missing.isEmpty()) return new NotYet("… " + missing);
        return new Ready(
                side, qty, symbol, type, price, timeInForce.orElse(TimeInForce.DAY), account, session);
    }

    private String missing(OrdType type) {
        var missing = new ArrayList<String>();
        if (!qty.isStated()) missing.add("quantity");
        if (symbol.isNone()) missing.add("symbol");
        if (type != OrdType.MARKET && !price.isStated())
            missing.add(type == OrdType.STOP ? "stop price" : ordType.isPresent() ? "@ price" : "@ price or mkt");
        return String.join(" ", missing);
    }
}
