using System.Diagnostics;
using System.Text.Json;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>The same history booked by beancount, a plain-text accounting program.</summary>
public sealed class BeancountTests
{
    [Theory]
    [InlineData(1, "fifo")]
    [InlineData(2, "fifo")]
    [InlineData(3, "fifo")]
    [InlineData(1, "lifo")]
    [InlineData(2, "lifo")]
    [InlineData(3, "lifo")]
    public async Task Gains_of_ten_thousand_trades_equal_the_sum_of_beancounts_postings(int seed, string method)
    {
        using var run = new TaxRun();
        var script = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "references", "beancount_gains.py"));
        // The Debian package serves Debian's own interpreter.
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, "10000", "20", seed.ToString(), method.ToUpperInvariant(), run.Folder]) { RedirectStandardError = true, UseShellExecute = false })!;
        var problem = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, problem);
        var (code, error) = await run.TryAsync(null, "--method", method);
        Assert.True(code == 0, error);
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run.Folder, "expected.json"))).RootElement;
        Assert.Equal(expected.GetProperty("sells").GetInt32(), run.Summary.GetProperty("disposals").GetInt32());
        foreach (var asset in expected.GetProperty("per_asset").EnumerateObject())
            Assert.Equal(asset.Value.GetString(), run.Summary.GetProperty("per_asset").GetProperty(asset.Name).GetProperty("gain_ex_fees").GetString());
    }
}
