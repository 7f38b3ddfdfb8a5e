using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The page's own tests and rules, and what of it a browser loads before it shows anything.</summary>
public sealed partial class PageSourceTests
{
    private const int LargestFirstLoad = 250_000;

    [Theory]
    [InlineData("test")]
    [InlineData("lint")]
    public void The_units_of_the_page_do_what_they_say_and_its_source_keeps_the_rules(string script)
    {
        _ = BuiltPage.Folder;
        using var npm = Process.Start(new ProcessStartInfo("npm", $"run {script} --silent") { WorkingDirectory = BuiltPage.Web, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        Assert.True(npm.ExitCode == 0, output);
    }

    [Fact]
    public async Task What_is_loaded_first_stays_small_and_charts_are_not_in_it()
    {
        var index = await File.ReadAllTextAsync(Path.Combine(BuiltPage.Folder, "index.html"));
        var scripts = Script().Matches(index).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.NotEmpty(scripts);
        var total = 0L;
        foreach (var script in scripts)
        {
            var text = await File.ReadAllBytesAsync(Path.Combine(BuiltPage.Folder, "assets", script));
            Assert.DoesNotContain("zrender", System.Text.Encoding.UTF8.GetString(text), StringComparison.OrdinalIgnoreCase);
            total += Compressed(text);
        }

        Assert.InRange(total, 10_000, LargestFirstLoad);
    }

    private static long Compressed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return packed.Length;
    }

    [GeneratedRegex("""(?:src|href)="/assets/([^"]+\.js)"[^>]*>""")]
    private static partial Regex Script();
}
