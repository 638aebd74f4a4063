package dev.tagboat.applier.render;

import java.util.List;
import java.util.stream.Stream;

/** What the YAML and JSON libraries of engines say, without the texts that they quote. */
final class YamlWords {
  static final List<Phrase> ALL =
      Stream.of(
              "yaml: line \\d{1,6}(?=:)",
              "yaml: unmarshal errors",
              "already defined at line \\d{1,6}",
              "mapping values are not allowed in this context",
              "block sequence entries are not allowed in this context",
              "did not find expected (?:key|node content|alphabetic or numeric character"
                  + "|<document start>|<stream-start>|'-' indicator|',' or '[\\]}]'|hexdecimal number"
                  + "|whitespace or line break|comment or line break)",
              "could not find expected (?:':'|directive name)",
              "found unexpected end of stream",
              "found unexpected document indicator",
              "found character that cannot start any token",
              "found a tab character that violates indentation",
              "found a tab character where an indentation space is expected",
              "found (?:an )?invalid (?:Unicode character|UTF-8 octet)",
              "found unknown escape character",
              "found undefined tag handle",
              "found incompatible YAML document",
              "control characters are not allowed",
              "unknown anchor(?= ')",
              "document contains excessive aliasing",
              "cannot decode !!(?:str|int|float|bool|null|map|seq)(?= `)",
              "cannot unmarshal (?:string|number|bool|array|object|null"
                  + "|!!(?:str|int|float|bool|null|map|seq))(?= )",
              "(?<=json: )invalid character(?= )",
              "unexpected end of JSON input",
              "error (?:converting YAML to JSON|unmarshaling JSON)")
          .map(Phrase::fixed)
          .toList();

  private YamlWords() {}
}
