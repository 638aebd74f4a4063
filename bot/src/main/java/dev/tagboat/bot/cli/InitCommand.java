package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes settings. */
@Command(
    name = "init",
    description = {
      "Looks at a config repo and proposes a .tagboat.yaml for it.",
      "Prints it; with --write, puts it into the repo's root, where there is none yet."
    },
    footer = {
      "",
      "Exit code 0: proposed, or written.",
      "Example:",
      "  tagboat init --write && tagboat validate"
    })
final class InitCommand extends Step {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  @Option(names = "--write", description = "write the file; one that exists is never replaced")
  private boolean write;

  @Mixin private CacheOption cache = new CacheOption();

  InitCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    WorkTree tree = WorkTree.open(dir, console()::progress);
    if (write && tree.configBytes().isPresent()) {
      throw exists();
    }
    Findings found = tree.everything(cache.scans(context()), console()::note);
    String draft = SettingsDraft.of(found.withoutOwnRules());
    if (write) {
      write(tree, draft);
    }
    if (json()) {
      console()
          .out()
          .println(
              new JsonRow()
                  .with("file", BotConfig.FILE_NAME)
                  .with("written", write)
                  .with("content", draft));
    } else if (!write) {
      console().out().print(draft);
    }
    if (write) {
      console().note("Wrote " + BotConfig.FILE_NAME + ". See what it does: tagboat check");
    }
    return Exit.OK;
  }

  private static void write(WorkTree tree, String draft) {
    try {
      Files.write(
          tree.root().resolve(BotConfig.FILE_NAME),
          draft.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw exists();
    } catch (IOException e) {
      throw new UserFault(
          BotConfig.FILE_NAME + " could not be written: " + Walk.reason(e) + ".", e);
    }
  }

  private static BadInput exists() {
    return new BadInput(
        "There is a "
            + BotConfig.FILE_NAME
            + " already. It was left as it is; without --write the proposal is printed.");
  }
}
