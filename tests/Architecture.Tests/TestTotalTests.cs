using System.Diagnostics;

namespace PortfolioPlatform.Architecture.Tests;

/// <summary>What <c>./test</c> prints at its end.</summary>
public sealed class TestTotalTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("test-total-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Names_and_messages_are_printed_as_they_were_written_and_the_total_is_the_last_line()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "one.trx"), """
            <TestRun><Results>
            <UnitTestResult testName="Told(venue: &quot;kraken&quot;, text: &quot;a &lt; b &amp;&amp; c&#x2026;&quot;)" outcome="Failed" duration="00:00:02.5">
            <Output><ErrorInfo><Message>Expected: &quot;1&quot;&#xD;
            Actual: &apos;&#233;&apos; &amp;lt;</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="Passes(text: &quot;&quot;)" outcome="Passed" duration="00:01:00" />
            </Results><ResultSummary><Counters total="2" passed="1" failed="1" error="0" timeout="0" aborted="0" /></ResultSummary></TestRun>
            """);
        var (code, lines) = Run();
        Assert.Equal(1, code);
        Assert.Contains("     60.0 s  Passes(text: \"\")", lines);
        Assert.Contains("FAILED Told(venue: \"kraken\", text: \"a < b && c…\") (2.5 s): Expected: \"1\" | Actual: 'é' &lt;", lines);
        Assert.Equal("1 passed, 1 failed", lines[^1]);
    }

    private (int Code, string[] Lines) Run()
    {
        var script = Path.Combine(Repository.Root, "infra", "build", "test-total.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, folder.FullName, "0"]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8, UseShellExecute = false })!;
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return (node.ExitCode, output.TrimEnd().Split('\n'));
    }
}
