package stalekeys.standin.slack.workspace;

/**
 * A text file the bot shared.
 *
 * @param length in bytes, as promised before the upload
 * @param channel empty until the upload is completed
 */
public record UploadedFile(String id, String name, int length, String text, String title, String channel) {

    public UploadedFile filledWith(String content) {
        return new UploadedFile(id, name, length, content, title, channel);
    }

    public UploadedFile sharedIn(String channelId, String newTitle) {
        return new UploadedFile(id, name, length, text, newTitle, channelId);
    }
}
