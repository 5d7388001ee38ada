// Validates PDF files with veraPDF against PDF/UA-1 and PDF/A-3a, many in one process.
// Reads names of files from standard input, one a line; after an empty line or the last one it prints
// one line of JSON for each file and profile, with the rules that it breaks, and an empty line. Its
// rules take as long to compile as twenty files to judge: who has more asks the same process again.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    private static final List<PDFAFlavour> PROFILES =
            List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<String> batch = new ArrayList<>();
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            if (name.isEmpty()) {
                validate(batch);
                batch.clear();
            } else {
                batch.add(name);
            }
        }
        validate(batch);
    }

    private static void validate(List<String> names) {
        // veraPDF keeps what belongs to a file apart for each thread.
        names.parallelStream().flatMap(Validate::validate).forEachOrdered(System.out::println);
        System.out.println();
        System.out.flush();
    }

    private static Stream<String> validate(String name) {
        try (PDFAParser file =
                Foundries.defaultInstance()
                        .createParser(new FileInputStream(name), PROFILES.get(0))) {
            return Foundries.defaultInstance().createValidator(PROFILES).validateAll(file).stream()
                    .map(result -> line(name, result.getPDFAFlavour(), broken(result)));
        } catch (Exception error) {
            Map<String, String> broken = Map.of("not read", error.toString());
            return PROFILES.stream().map(profile -> line(name, profile, broken));
        }
    }

    private static Map<String, String> broken(ValidationResult result) {
        Map<String, String> broken = new TreeMap<>();
        for (TestAssertion test : result.getTestAssertions()) {
            if (test.getStatus() == TestAssertion.Status.FAILED) {
                String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
                broken.putIfAbsent(
                        rule, test.getMessage() + " at " + test.getLocation().getContext());
            }
        }
        return broken;
    }

    private static String line(String name, PDFAFlavour profile, Map<String, String> broken) {
        String failures =
                broken.entrySet().stream()
                        .map(rule -> quoted(rule.getKey() + ": " + rule.getValue()))
                        .collect(Collectors.joining(", "));
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
