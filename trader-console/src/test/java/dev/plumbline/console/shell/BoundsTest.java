package dev.plumbline.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    private static final List<Bounds> SCREENS = List.of(new Bounds(0, 0, 1920, 1080), new Bounds(1920, 0, 1280, 1024));

    @ParameterizedTest(name = "{0},{1} {2}x{3} opens at {4},{5} {6}x{7}: {8}")
    @CsvSource({
        "100, 100, 800, 600, 100, 100, 800, 600, on the first screen",
        "2000, 50, 800, 600, 2000, 50, 800, 600, on the second screen",
        "-700, 100, 800, 600, -700, 100, 800, 600, enough of it can be gripped",
        "-790, 100, 800, 600, 0, 100, 800, 600, its title is out of reach",
        "5000, 2000, 800, 600, 1120, 480, 800, 600, its monitor was unplugged",
        "100, -400, 800, 600, 100, 0, 800, 600, above all screens",
        "0, 0, 9000, 9000, 0, 0, 1920, 1080, larger than the screen",
        "0, 0, 1, 1, 0, 0, 160, 160, too small to be seen",
    })
    void opensWhereAPersonCanReachIt(
            double x, double y, double w, double h, double toX, double toY, double toW, double toH, String why) {
        assertThat(new Bounds(x, y, w, h).onOneOf(SCREENS)).as(why).isEqualTo(new Bounds(toX, toY, toW, toH));
    }
}
