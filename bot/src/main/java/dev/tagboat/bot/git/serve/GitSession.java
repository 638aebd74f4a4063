package dev.tagboat.bot.git.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** One request's conversation with JGit's server side. */
final class GitSession {
  private static final int TIMEOUT_SECONDS = 60;
  private static final long MAX_PACK_BYTES = 512L << 20;

  private final GitHost host;
  private final GitRequest request;
  private final Repository repository;

  GitSession(GitHost host, GitRequest request, Repository repository) {
    this.host = host;
    this.request = request;
    this.repository = repository;
  }

  void advertise(OutputStream out) throws IOException {
    PacketLineOut lines = new PacketLineOut(out);
    PacketLineOutRefAdvertiser advertiser = new PacketLineOutRefAdvertiser(lines);
    if (request.writes()) {
      lines.writeString("# service=" + request.service() + "\n");
      lines.end();
      receiver().sendAdvertisedRefs(advertiser);
    } else {
      uploader().sendAdvertisedRefs(advertiser, request.service());
    }
  }

  void upload(InputStream in, OutputStream out) throws IOException {
    uploader().upload(in, out, null);
  }

  void receive(InputStream in, OutputStream out) throws IOException {
    receiver().receive(in, out, null);
  }

  private UploadPack uploader() {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setTimeout(TIMEOUT_SECONDS);
    pack.setExtraParameters(request.parameters());
    return pack;
  }

  private ReceivePack receiver() {
    ReceivePack pack = new ReceivePack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setTimeout(TIMEOUT_SECONDS);
    pack.setAllowPushOptions(true);
    pack.setCheckReceivedObjects(true);
    pack.setMaxPackSizeLimit(MAX_PACK_BYTES);
    pack.setPreReceiveHook(this::before);
    pack.setPostReceiveHook(this::after);
    return pack;
  }

  private void before(ReceivePack pack, Collection<ReceiveCommand> commands) {
    List<String> options = options(pack);
    for (ReceiveCommand command : commands) {
      host.refusal(request.path(), repository, change(command), options)
          .ifPresent(sentence -> command.setResult(Result.REJECTED_OTHER_REASON, sentence));
    }
  }

  private void after(ReceivePack pack, Collection<ReceiveCommand> commands) {
    List<RefChange> changes =
        commands.stream()
            .filter(command -> command.getResult() == Result.OK)
            .map(GitSession::change)
            .toList();
    if (!changes.isEmpty()) {
      host.received(request.path(), changes, options(pack));
    }
  }

  private static List<String> options(ReceivePack pack) {
    @Nullable List<String> options = pack.getPushOptions();
    return options == null ? List.of() : List.copyOf(options);
  }

  private static RefChange change(ReceiveCommand command) {
    return new RefChange(command.getRefName(), id(command.getOldId()), id(command.getNewId()));
  }

  private static @Nullable String id(ObjectId id) {
    return ObjectId.zeroId().equals(id) ? null : id.name();
  }
}
