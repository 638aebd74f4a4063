package dev.tagboat.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextVersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                         | 1.4.1
          image: web:1.4.1                           | 1.4.2
          {"tags":["1.4.50","1.4.9"]}                | 1.4.51
          tag: 1.11.0 # was 1.4.99                   | 1.11.1
          1.4.2 2.0.0 3.1.4                          | 1.4.3
          1.3.9                                      | 1.4.1
          v1.31.2 1.9.0-rc.1 11.9.0 1.9.0.1 1.9 x    | 1.4.1
          1.04.7 1.4.007 1.4.3+b 1.4.123456789012345678901 | 1.4.1
          127.0.0.1:7412/acme/web:1.4.999999         | 1.4.1000000
          1.4.1000000                                | 1.4.1000001
          """)
  void isAboveTheHighestThatThePolicyAllows(String text, String next) {
    assertThat(NextVersion.above(Stream.of(text)).value()).isEqualTo(next);
  }
}
