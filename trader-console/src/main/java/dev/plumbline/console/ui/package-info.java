/// What the features share on screen: numbers as text, cells, panels, actions. Knows no feature.
@NullMarked
package dev.plumbline.console.ui;

import org.jspecify.annotations.NullMarked;
