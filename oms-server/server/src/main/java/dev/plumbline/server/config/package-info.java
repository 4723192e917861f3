/// The configuration: one YAML or JSON file, checked whole before anything starts.
@NullMarked
package dev.plumbline.server.config;

import org.jspecify.annotations.NullMarked;
