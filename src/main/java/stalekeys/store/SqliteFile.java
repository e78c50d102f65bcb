package stalekeys.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file a SQLite database lives in: readable by its owner only, and served by one process at a time. */
final class SqliteFile {
    private SqliteFile() {}

    /** Makes the file, and its folder, where they are missing. SQLite gives its -wal and -shm files the same permissions. */
    static void create(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, ownerOnly("rwx------"));
            }
            createOwnerOnly(file);
        } catch (IOException e) {
            throw new StoreFailure("The database file " + file + " can't be made: " + reason(e));
        }
    }

    static void mustExist(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                throw new NoDatabaseYet("There is no database at " + file + " yet: serve or digest makes it");
            }
        } catch (IOException e) {
            throw new StoreFailure("The database file " + file + " can't be read: " + reason(e));
        }
    }

    /**
     * Holds the file for one serving process until the channel is closed or the process ends, in whatever way. The lock is
     * on a file beside it, since SQLite has locks of its own on the database.
     */
    static FileChannel lock(Path file) {
        Path lockFile = beside(file, ".lock");
        FileChannel channel = null;
        try {
            createOwnerOnly(lockFile);
            channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: refused like any other.
        } catch (IOException e) {
            close(channel);
            throw new StoreFailure("The file " + lockFile + " can't be locked: " + reason(e));
        }
        close(channel);
        throw new StoreFailure("Another stale-keys is serving with the database " + file
                + ". Stop it first, or use PostgreSQL to run more than one");
    }

    /**
     * What of it can't be written to, and how to mend it, to be read after a colon; empty where all can. A connection says
     * so only when it was opened after that.
     */
    static Optional<String> notWritable(Path file) {
        if (!Files.exists(file)) {
            return Optional.of(
                    "the file is not there any more. Put it back, with its -wal file, and start stale-keys anew");
        }
        if (Files.isWritable(file)) {
            asWritableAsItself(file, beside(file, "-wal"));
            asWritableAsItself(file, beside(file, "-shm"));
        }
        Path folder = nearestFolder(file);
        return Stream.of(file, beside(file, "-wal"), beside(file, "-shm"), folder)
                .filter(each -> Files.exists(each) && !Files.isWritable(each))
                .findFirst()
                .map(each ->
                        each + " is read-only. Let the user stale-keys runs as write to it (owner, permissions, and"
                                + " whether the disk is mounted read-only)");
    }

    /** SQLite makes them as the file is then: read-only, where it was for a while, and so they would stay. */
    private static void asWritableAsItself(Path file, Path other) {
        try {
            if (Files.exists(other) && !Files.isWritable(other)) {
                Files.setPosixFilePermissions(other, Files.getPosixFilePermissions(file));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Then it is named as what can't be written to.
        }
    }

    /** The folder it is in, or would be: the nearest one that is there. */
    static Path nearestFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder == null ? file.toAbsolutePath().getRoot() : folder;
    }

    private static Path beside(Path file, String announced) {
        return file.resolveSibling(file.getFileName() + announced);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It was only opened to try the lock.
        }
    }

    private static void createOwnerOnly(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Its owner has chosen who may read it.
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static String reason(IOException e) {
        String what = e.getClass().getSimpleName() + " " + e.getMessage();
        return what + ". Give the folder to the user stale-keys runs as, or choose another with " + DatabaseUrl.SETTING;
    }
}
