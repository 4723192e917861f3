/// The frame around the features: docking, workspaces, palette, keys, themes. Knows panels and acts, no feature.
@NullMarked
package dev.plumbline.console.shell;

import org.jspecify.annotations.NullMarked;
