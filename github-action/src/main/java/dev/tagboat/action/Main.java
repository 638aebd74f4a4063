package dev.tagboat.action;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Entry point of the step: environment in, commands and files out. */
public final class Main {
  private static final String HELP =
      """
      tagboat-action: a step of GitHub Actions that proposes an image tag to a config repo.
      It takes its inputs from the environment (INPUT_IMAGES, INPUT_CONFIG_REPOSITORY, …), as the
      runner sets it. By hand, use the tagboat command instead.
      """;

  private static final Set<Input> WITH_SERVER =
      EnumSet.of(
          Input.IMAGES,
          Input.DIGEST,
          Input.DRY_RUN,
          Input.TOKEN,
          Input.SERVER_URL,
          Input.SERVER_AUDIENCE);

  private final Inputs inputs;
  private final Commands commands;
  private final StepFiles files;
  private final Server.Pause pause;

  private Main(Inputs inputs, PrintStream out, Server.Pause pause) {
    this.inputs = inputs;
    this.commands = new Commands(out);
    this.files = new StepFiles(inputs);
    this.pause = pause;
  }

  public static void main(String[] args) {
    // picocli looks these classes up at each start, and no option is a date.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    if (List.of(args).contains("--help")) {
      out.print(HELP);
      System.exit(0);
    }
    System.exit(run(System.getenv(), out));
  }

  /** Runs one step; answers its exit code. */
  public static int run(Map<String, String> env, PrintStream out) {
    return run(env, out, Server.Pause.THREAD);
  }

  static int run(Map<String, String> env, PrintStream out, Server.Pause pause) {
    Main main = new Main(new Inputs(env), out, pause);
    int code;
    try {
      code = main.step();
    } catch (Stop e) {
      main.commands.error(e.sentence());
      code = 1;
    }
    out.flush();
    return code;
  }

  private int step() {
    maskSecrets();
    return inputs.text(Input.SERVER_URL).isPresent() ? tell() : propose();
  }

  private void maskSecrets() {
    for (Input secret : List.of(Input.TOKEN, Input.BRANCH_TOKEN)) {
      inputs.text(secret).ifPresent(this::mask);
    }
  }

  // Also as git sends it.
  private void mask(String token) {
    commands.mask(token);
    byte[] login = ("x-access-token:" + token).getBytes(StandardCharsets.UTF_8);
    commands.mask(Base64.getEncoder().encodeToString(login));
  }

  private int propose() {
    Arguments arguments = Arguments.of(inputs);
    arguments.remarks().forEach(commands::notice);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        dev.tagboat.bot.cli.Main.run(
            arguments.words().toArray(String[]::new),
            InputStream.nullInputStream(),
            out,
            err,
            arguments.env());
    Answer answer = Answer.parse(out.toString(StandardCharsets.UTF_8));
    if (answer.rows().isEmpty()) {
      String why = err.toString(StandardCharsets.UTF_8).strip();
      throw new Stop(why.isEmpty() ? "tagboat propose ended without an answer." : why);
    }
    Report report = new Report(answer);
    Map<Output, String> outputs = report.outputs();
    commands.untrusted("What Tagboat says", report.said());
    commands.untrusted("Diff", String.valueOf(outputs.get(Output.DIFF)));
    report.annotate(commands);
    files.outputs(outputs);
    files.summary(Summary.of(answer));
    return code;
  }

  private int tell() {
    List<String> images =
        Images.of(
            inputs.required(Input.IMAGES, "what was pushed, such as ghcr.io/acme/app:1.4.2"),
            inputs.text(Input.DIGEST).orElse(null));
    // There the settings of config repo and server hold, and nothing that a job says.
    String unused =
        Arrays.stream(Input.values())
            .filter(input -> !WITH_SERVER.contains(input) && inputs.text(input).isPresent())
            .map(Input::key)
            .collect(Collectors.joining(", "));
    if (!unused.isEmpty()) {
      throw new Stop(
          "With server-url the server decides how it proposes: leave out " + unused + ".");
    }
    Server server = new Server(inputs, commands, pause);
    if (inputs.flag(Input.DRY_RUN)) {
      commands.untrusted("Would be sent", server.event(images));
      return 0;
    }
    Server.Receipt receipt = server.send(images);
    String sentence = "Of " + images.size() + " images " + receipt.sentence() + ".";
    if (receipt.leavesOut()) {
      commands.warning(sentence + " The hook's registry and images say which it takes.");
    } else {
      commands.notice(sentence);
    }
    Map<Output, String> outputs = new EnumMap<>(new Report(new Answer(List.of())).outputs());
    files.outputs(outputs);
    files.summary("## Tagboat\n\n" + Summary.cell(sentence) + " It proposes them by itself.\n");
    return 0;
  }
}
