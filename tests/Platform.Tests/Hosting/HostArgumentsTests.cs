using PortfolioPlatform.Platform.Hosting;

namespace PortfolioPlatform.Platform.Tests.Hosting;

public sealed class HostArgumentsTests
{
    [Fact]
    public void No_words_mean_everything_with_demo_in_the_default_folder()
    {
        var arguments = HostArguments.Parse([]);
        Assert.Equal([new Target("all", null)], arguments.Targets);
        Assert.True(arguments.Demo);
        Assert.Equal(Path.GetFullPath(".data"), arguments.DataFolder);
    }

    [Fact]
    public void Options_are_read_with_and_without_an_equals_sign()
    {
        var arguments = HostArguments.Parse(["--target=portfolio,ingestion:kraken,ingestion:Binance", "--data", "/tmp/x", "--no-demo", "--port", "81", "--time-scale=5", "--prices=/p.csv", "--Bus:Lanes=3"]);
        Assert.Equal([new Target("portfolio", null), new Target("ingestion", "kraken,binance")], arguments.Targets);
        Assert.Equal("/tmp/x", arguments.DataFolder);
        Assert.False(arguments.Demo);
        Assert.Equal(["--urls=http://127.0.0.1:81", "--Sandbox:TimeScale=5", "--Sandbox:PricesFile=/p.csv", "--Bus:Lanes=3"], arguments.Settings);
    }

    [Fact]
    public void A_first_word_without_dashes_is_a_command_and_the_rest_is_its_own()
    {
        var arguments = HostArguments.Parse(["map", "--venue", "kraken", "--data", "/tmp/x", "file.json"]);
        Assert.Equal("map", arguments.Command);
        Assert.Equal(["--venue", "kraken", "file.json"], arguments.CommandArguments);
        Assert.Equal("/tmp/x", arguments.DataFolder);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--target")]
    public void Words_that_are_no_option_are_refused_with_one_line(string word)
    {
        Assert.DoesNotContain('\n', Assert.Throws<StartupException>(() => HostArguments.Parse([word])).Message);
    }
}
