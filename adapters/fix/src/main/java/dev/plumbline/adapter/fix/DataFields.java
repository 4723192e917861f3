package dev.plumbline.adapter.fix;

/// Fields of type Length, each followed by a field of as many bytes in which the delimiter may occur.
final class DataFields {
    private DataFields() {}

    static boolean announces(int tag) {
        return switch (tag) {
            case 90, 93, 95, 212, 348, 350, 352, 354, 356, 358, 360, 362, 364, 445, 618, 621, 1184, 1401 -> true;
            default -> false;
        };
    }
}
