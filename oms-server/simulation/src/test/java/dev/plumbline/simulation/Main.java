package dev.plumbline.simulation;

final class Main {
    public static void main(String[] a) {
        long first = Long.parseLong(a[0]); int n = Integer.parseInt(a[1]);
        var fault = a.length > 2 ? Fault.valueOf(a[2]) : Fault.NONE;
        boolean looks = a.length <= 3 || Boolean.parseBoolean(a[3]);
        var tally = new Tally(); int bad = 0;
        var t = System.nanoTime();
        var kinds = new java.util.TreeMap<String,Integer>();
        for (long s = first; s < first + n; s++) {
            var r = History.of(s, fault, looks, n == 1);
            tally.add(r.tally());
            if (r.violation().isPresent()) { bad++; var v = r.violation().get(); kinds.merge(v.replaceAll("[0-9A-Z]{10}-[0-9A-Z]+","ID").replaceAll("\\d+","#").substring(0, Math.min(90, v.replaceAll("[0-9A-Z]{10}-[0-9A-Z]+","ID").replaceAll("\\d+","#").length())), 1, Integer::sum);
                if (bad <= 12 && !v.contains("seen=")) System.out.println("seed " + s + ": " + v.substring(0, Math.min(600, v.length()))); }
        }
        System.out.println(bad + " violations in " + n + ", " + (System.nanoTime() - t) / 1e6 / n + " ms each");
        kinds.forEach((k, c) -> System.out.println(c + " x " + k));
        if (a.length > 4 || n > 50) System.out.println(tally);
    }
}
