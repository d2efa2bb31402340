package io.github.gdxbrains.headless.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** YAML to trees of settings and back. */
final class Yaml {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]\\d+)?|[-+]?\\.inf|\\.nan");

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  private final YAMLParser parser;
  private final IntFunction<Place> places;

  private Yaml(YAMLParser parser, IntFunction<Place> places) {
    this.parser = parser;
    this.places = places;
  }

  /**
   * Reads one document.
   *
   * @param places the place of each line, from 1
   * @throws io.github.gdxbrains.config.UserError if it is no YAML, has a key twice, or uses aliases
   */
  static Node parse(String text, IntFunction<Place> places) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      Yaml yaml = new Yaml(parser, places);
      if (parser.nextToken() == null) {
        return Node.Scalar.none(places.apply(1));
      }
      Node node = yaml.node();
      if (parser.nextToken() != null) {
        throw yaml.place().error("a second document starts here, but there must be only one");
      }
      return node;
    } catch (JsonProcessingException broken) {
      throw places.apply(lineOf(broken)).error("is no valid YAML: " + problem(broken));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lineOf(JsonProcessingException broken) {
    return broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNr());
  }

  /** SnakeYAML tells its context first and its problem, the useful line, before the excerpt. */
  private static String problem(JsonProcessingException broken) {
    List<String> lines =
        broken.getOriginalMessage().lines().filter(line -> !line.startsWith(" ")).toList();
    return lines.get(lines.size() - 1).strip();
  }

  private Place place() {
    return places.apply(parser.currentTokenLocation().getLineNr());
  }

  private Node node() throws IOException {
    if (parser.isCurrentAlias()) {
      throw place().error("an alias stands here, but aliases are not supported: repeat the value");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_NULL -> Node.Scalar.none(place());
      default -> Node.Scalar.of(place(), parser.getText());
    };
  }

  private Node.Sequence sequence() throws IOException {
    Place place = place();
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Node.Sequence(place, items);
  }

  private Node.Mapping mapping() throws IOException {
    Place place = place();
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place keyPlace = place();
      String key = parser.currentName();
      Node.Entry first = entries.get(key);
      if (first != null) {
        throw keyPlace.error(key + " was already set at line " + first.place().line());
      }
      parser.nextToken();
      entries.put(key, new Node.Entry(keyPlace, node()));
    }
    return new Node.Mapping(place, entries);
  }

  /** A tree as a document. */
  static String write(Node tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Node node, JsonGenerator generator) throws IOException {
    if (node instanceof Node.Mapping mapping) {
      generator.writeStartObject();
      for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
        generator.writeFieldName(entry.getKey());
        write(entry.getValue().value(), generator);
      }
      generator.writeEndObject();
    } else if (node instanceof Node.Sequence sequence) {
      generator.writeStartArray();
      for (Node item : sequence.items()) {
        write(item, generator);
      }
      generator.writeEndArray();
    } else if (node instanceof Node.Scalar scalar) {
      write(scalar, generator);
    }
  }

  private static void write(Node.Scalar scalar, JsonGenerator generator) throws IOException {
    if (scalar.isNull()) {
      generator.writeNull();
    } else if (scalar.text().equals("true") || scalar.text().equals("false")) {
      generator.writeBoolean(Boolean.parseBoolean(scalar.text()));
    } else if (NUMBER.matcher(scalar.text()).matches()) {
      generator.writeNumber(scalar.text());
    } else {
      generator.writeString(scalar.text());
    }
  }
}
