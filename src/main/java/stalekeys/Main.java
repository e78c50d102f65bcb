package stalekeys;

/** Builds every object, starts and closes them; the only class that knows all the others. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(args.length == 0 ? 2 : 0);
    }
}
