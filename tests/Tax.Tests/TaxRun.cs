using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>One run of the command in a folder of its own.</summary>
internal sealed class TaxRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tax").FullName;

    public string Folder => _folder;

    public string Out => Path.Combine(_folder, "out");

    public string Trades => Path.Combine(_folder, "trades.csv");

    public JsonElement Summary => JsonDocument.Parse(Text("summary.json")).RootElement;

    public string Text(string name) => File.ReadAllText(Path.Combine(Out, name));

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Out, name));

    public string[] Rows(string name) => File.ReadAllLines(Path.Combine(Out, name))[1..];

    public decimal Value(string name) => decimal.Parse(Summary.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    public decimal Line(string code) =>
        decimal.Parse(JsonDocument.Parse(Text("return.json")).RootElement.GetProperty("lines").EnumerateArray().First(l => l.GetProperty("code").GetString() == code).GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);

    public string[] Problems => [.. Summary.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString()!)];

    /// <summary>Runs over rows; the first line may name further columns: <c>+type,to_asset</c>.</summary>
    public static async Task<TaxRun> OfAsync(string rows, params string[] options)
    {
        var run = new TaxRun();
        var (code, error) = await run.TryAsync(rows, options);
        Assert.True(code == 0, error);
        return run;
    }

    public async Task<(int Code, string Error)> TryAsync(string? rows, params string[] options)
    {
        if (rows is not null) await System.IO.File.WriteAllTextAsync(Trades, Csv(rows));
        var error = new StringWriter();
        var context = new CommandContext(["--trades", Trades, "--out", Out, .. options], new StringWriter(), error, _ => throw new InvalidOperationException("The command needs no server."));
        return (await new TaxModule().Commands.Single(c => c.Name == "tax").RunAsync(context, CancellationToken.None), error.ToString());
    }

    /// <summary>A whole file of rows.</summary>
    public static string Csv(string rows)
    {
        var lines = rows.Split('\n');
        var further = lines[0].StartsWith('+') ? "," + lines[0][1..].Trim() : "";
        return $"id,timestamp,venue,asset,side,quantity,price,fee{further}\n{string.Join('\n', further.Length > 0 ? lines[1..] : lines)}\n";
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
