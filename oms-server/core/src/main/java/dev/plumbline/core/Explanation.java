package dev.plumbline.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why the figures of an order, an execution or a position are what they are.
///
/// @param title what is explained, such as `order Y`
/// @param figures as they are now
/// @param differences all that led to them, in the order in which they took effect: done one after the other they give
///     `figures`. Of a position it is all that moved it; that an order moved is told with the input, not here
/// @param inputs that it was made of, and those that were about it and changed nothing, in the order of their numbers
public record Explanation(
        String title, Map<Figure, String> figures, List<Difference> differences, List<Explained> inputs) {

    /// What the differences come to: [#figures()], or the explanation is wrong.
    public Map<Figure, String> summedUp() {
        var sum = new LinkedHashMap<Figure, String>();
        for (var figure : figures.keySet()) if (!figure.none().isEmpty()) sum.put(figure, figure.none());
        for (var difference : differences) {
            if (difference.to().isEmpty()) sum.remove(difference.figure());
            else sum.put(difference.figure(), difference.to());
        }
        return sum;
    }
}
