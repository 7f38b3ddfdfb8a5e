using System.Text.Json;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.CommandLine;

public sealed class RiskCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_whole_answer_of_a_file_of_returns_equals_the_reference()
    {
        var answer = await RunAsync("--returns", PathOf("returns.csv"), "--weights", "0.4,0.3,0.2,0.1", "--level", "0.95,0.99", "--method", "normal", "--horizon", "1", "--components");
        var reference = Expected.GetProperty("var");
        foreach (var level in (string[])["0.95", "0.99"])
        {
            var expected = reference.GetProperty(level).GetProperty("normal").Numbers();
            Close(expected[0], answer.GetProperty("var").GetProperty(level).GetDouble());
            Close(expected[1], answer.GetProperty("es").GetProperty(level).GetDouble());
            Close(reference.GetProperty(level).GetProperty("normalComponents").Numbers(), answer.GetProperty("components").GetProperty(level).Numbers());
        }

        var moments = answer.GetProperty("moments");
        Close(Expected.GetProperty("moments").GetProperty("sample").Numbers(), [moments.GetProperty("mean").GetDouble(), moments.GetProperty("sd").GetDouble(), moments.GetProperty("skewness").GetDouble(), moments.GetProperty("excessKurtosis").GetDouble()]);
        foreach (var name in (string[])["maxDrawdown", "sharpe", "sortino", "calmar", "omega", "volatility"]) Close(Expected.GetProperty("performance").GetProperty(name).GetDouble(), answer.GetProperty(name).GetDouble());
        Assert.Equal(("normal", 600, 1), (answer.GetProperty("method").GetString(), answer.GetProperty("observations").GetInt32(), answer.GetProperty("coverage").GetProperty("share").GetDouble()));
        Assert.Equal(["BTC", "ETH", "SOL", "USDC"], answer.GetProperty("assets").EnumerateArray().Select(a => a.GetString()));
        Close(Expected.GetProperty("correlation").GetProperty("pearson").Rows()[1], answer.GetProperty("correlation").Rows()[1]);
    }

    [Fact]
    public async Task The_answer_has_every_promised_field_and_every_convention_it_was_made_with()
    {
        var answer = await RunAsync("--prices", PathOf("prices.csv"), "--weights", "0.4,0.3,0.2,0.1", "--components");
        string[] promised = ["method", "horizon", "observations", "assets", "var", "es", "components", "volatility", "correlation", "moments", "maxDrawdown", "sharpe", "sortino", "calmar", "coverage", "conventions"];
        Assert.Empty(promised.Except(answer.EnumerateObject().Select(p => p.Name), StringComparer.Ordinal));
        Assert.Equal(["mean", "sd", "skewness", "excessKurtosis"], answer.GetProperty("moments").EnumerateObject().Select(p => p.Name));
        Assert.Equal((4, 4), (answer.GetProperty("components").GetProperty("0.95").GetArrayLength(), answer.GetProperty("correlation").GetArrayLength()));
        Assert.Equal(answer.GetProperty("volatility").GetDouble(), double.Parse(answer.GetProperty("volatility").GetRawText(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Prices_with_gaps_use_complete_one_day_returns_and_say_what_is_missing()
    {
        var answer = await RunAsync("--prices", PathOf("prices.csv"), "--weights", "0.4,0.3,0.2,0.1", "--method", "normal", "--level", "0.95,0.99");
        foreach (var level in (string[])["0.95", "0.99"]) Close(Expected.GetProperty("pricesVar").GetProperty(level).Numbers()[0], answer.GetProperty("var").GetProperty(level).GetDouble(), 1e-8);
        var ether = answer.GetProperty("coverage").GetProperty("byAsset")[1];
        Assert.Equal((298, 3), (ether.GetProperty("observations").GetInt32(), ether.GetProperty("missing").GetInt32()));
        Assert.Equal(["gaps"], ether.GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
    }

    [Theory]
    [InlineData("historical")]
    [InlineData("cornish-fisher")]
    [InlineData("t")]
    [InlineData("ewma")]
    [InlineData("monte-carlo --seed 7 --paths 20000 --copula t --marginal t --df 4")]
    [InlineData("historical --weighting volatility --es integral --horizon 10 --scaling overlapping")]
    [InlineData("normal --covariance ledoit-wolf --correlation kendall --moments population --mean zero")]
    public async Task Every_method_answers_with_components_that_add_up(string method)
    {
        var answer = await RunAsync([.. "--returns".Split(' '), PathOf("returns.csv"), "--components", "--method", .. method.Split(' ')]);
        var total = answer.GetProperty("var").GetProperty("0.95").GetDouble();
        Assert.InRange(total, 0.001, 0.5);
        Assert.True(answer.GetProperty("es").GetProperty("0.95").GetDouble() > total);
        Close(total, answer.GetProperty("components").GetProperty("0.95").Numbers().Sum());
    }

    [Fact]
    public async Task The_same_seed_prints_the_same_text()
    {
        string[] words = ["--returns", PathOf("returns.csv"), "--method", "monte-carlo", "--paths", "5000", "--seed", "3"];
        var one = await TryAsync([.. words, "--threads", "1"]);
        Assert.Equal(one.Output, (await TryAsync([.. words, "--threads", "2"])).Output);
        Assert.NotEqual(one.Output, (await TryAsync([.. words[..^1], "4"])).Output);
    }

    [Theory]
    [InlineData("date,BTC\n2024-01-01,abc", "line 2: expected a number for BTC, found 'abc'")]
    [InlineData("date,BTC\n2024-01-01,0.1,0.2", "line 2: expected 2 fields, found 3")]
    [InlineData("date,BTC\n2024-13-01,0.1", "line 2: expected a date")]
    [InlineData("date,BTC\n2024-01-02,0.1\n2024-01-01,0.1", "line 3: the date 2024-01-01 does not come after")]
    [InlineData("date,BTC,BTC\n", "line 1: the column BTC stands twice")]
    [InlineData("", "line 1: expected a header")]
    [InlineData("date,BTC,\n", "line 1: expected a name for every column")]
    [InlineData("date,BTC\n2024-01-01,0.01", "not enough data: 1 complete observations")]
    public async Task Bad_input_is_one_line_that_says_where(string text, string message)
    {
        var file = Path.Combine(_folder, "r.csv");
        await File.WriteAllTextAsync(file, text);
        var (code, output, error) = await TryAsync("--returns", file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_of_zero_is_refused()
    {
        var file = Path.Combine(_folder, "p.csv");
        await File.WriteAllTextAsync(file, "date,BTC\n2024-01-01,1\n2024-01-02,0\n");
        Assert.Contains("line 3: expected a price above zero for BTC", (await TryAsync("--prices", file)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--weights 1,2", "2 weights for 4 assets")]
    [InlineData("--weights 1,x", "--weights must be numbers")]
    [InlineData("--level 95", "--level must be levels")]
    [InlineData("--method guess", "--method must be one of historical|normal")]
    [InlineData("--horizon 0", "--horizon must be a number between")]
    [InlineData("--horizon 1.5 --scaling overlapping", "needs a whole --horizon")]
    [InlineData("--seed -1", "--seed must be a whole number")]
    [InlineData("--quantile-type 2.5", "--quantile-type must be a whole number")]
    [InlineData("--prices x.csv", "either --returns or --prices")]
    [InlineData("--colour red", "unknown option --colour")]
    [InlineData("colour", "expected an option")]
    [InlineData("--level", "--level needs a value")]
    public async Task A_wrong_option_is_answered_with_what_was_expected(string options, string message)
    {
        var (code, _, error) = await TryAsync(["--returns", PathOf("returns.csv"), .. options.Split(' ')]);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        Assert.Contains("there is no file nowhere.csv", (await TryAsync("--returns", "nowhere.csv")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_may_come_without_dates_and_without_names()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 40).Select(_ => FormattableString.Invariant($"{random.NextDouble() - 0.5:R},{random.NextDouble() - 0.5:R}")).ToArray();
        var (bare, named) = (Path.Combine(_folder, "a.csv"), Path.Combine(_folder, "b.csv"));
        await File.WriteAllLinesAsync(bare, rows);
        await File.WriteAllLinesAsync(named, rows.Prepend("BTC,ETH"));
        var first = await RunAsync("--returns", bare);
        Assert.Equal(40, first.GetProperty("observations").GetInt32());
        Assert.Equal(first.GetProperty("var").GetRawText(), (await RunAsync("--returns", named)).GetProperty("var").GetRawText());
    }

    [Theory]
    [InlineData("when")]
    [InlineData("bar")]
    public async Task A_column_of_dates_may_bear_any_name(string name)
    {
        var rows = Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{new DateOnly(2024, 1, 1).AddDays(i):yyyy-MM-dd},{Math.Sin(i) / 50:R},{Math.Cos(i) / 40:R}")).ToArray();
        var (usual, own) = (Path.Combine(_folder, "usual.csv"), Path.Combine(_folder, "own.csv"));
        await File.WriteAllLinesAsync(usual, rows.Prepend("date,BTC,ETH"));
        await File.WriteAllLinesAsync(own, rows.Prepend($"{name},BTC,ETH"));
        var (expected, found) = (await RunAsync("--returns", usual), await RunAsync("--returns", own));
        Assert.Equal(["BTC", "ETH"], found.GetProperty("assets").EnumerateArray().Select(a => a.GetString()!));
        Assert.Equal(expected.GetProperty("var").GetRawText(), found.GetProperty("var").GetRawText());
    }

    private async Task<JsonElement> RunAsync(params string[] words)
    {
        var (code, output, error) = await TryAsync(words);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<(int Code, string Output, string Error)> TryAsync(params string[] words)
    {
        StringWriter output = new(), error = new();
        var command = Assert.Single(new PortfolioModule().Commands, c => c.Name == "risk");
        var code = await command.RunAsync(new CommandContext(words, output, error, _ => throw new InvalidOperationException("The command needs no server.")), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
