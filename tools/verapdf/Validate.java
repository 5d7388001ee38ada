// Validates PDF files with veraPDF against PDF/UA-1 and PDF/A-3a, many in one process.
// Reads names of files from standard input, one a line; prints one line of JSON for each file and
// profile, with the rules that it breaks.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

public class Validate {
    private static final PDFAFlavour[] PROFILES = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A};

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // veraPDF keeps what belongs to a file apart for each thread.
        names.lines()
                .collect(Collectors.toList())
                .parallelStream()
                .flatMap(name -> Arrays.stream(PROFILES).map(profile -> validate(name, profile)))
                .forEachOrdered(System.out::println);
    }

    private static String validate(String name, PDFAFlavour profile) {
        Map<String, String> broken = new TreeMap<>();
        try (PDFAParser file =
                Foundries.defaultInstance().createParser(new FileInputStream(name), profile)) {
            for (TestAssertion test :
                    Foundries.defaultInstance()
                            .createValidator(profile, false)
                            .validate(file)
                            .getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    String rule =
                            test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
                    broken.putIfAbsent(
                            rule, test.getMessage() + " at " + test.getLocation().getContext());
                }
            }
        } catch (Exception error) {
            broken.put("not read", error.toString());
        }
        StringBuilder failures = new StringBuilder();
        for (Map.Entry<String, String> rule : broken.entrySet()) {
            failures.append(failures.length() == 0 ? "" : ", ");
            failures.append(quoted(rule.getKey() + ": " + rule.getValue()));
        }
        return "{\"file\": " + quoted(name) + ", \"profile\": " + quoted(profile.getId())
                + ", \"failures\": [" + failures + "]}";
    }

    private static String quoted(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (char letter : text.toCharArray()) {
            if (letter < ' ' || letter == '"' || letter == '\\' || letter > '~') {
                escaped.append(String.format("\\u%04x", (int) letter));
            } else {
                escaped.append(letter);
            }
        }
        return escaped.append('"').toString();
    }
}
