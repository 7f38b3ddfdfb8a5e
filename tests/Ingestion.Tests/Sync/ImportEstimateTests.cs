using PortfolioPlatform.Ingestion.Sync;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class ImportEstimateTests
{
    private static readonly StreamState New = new("s", 0, Essential: true);

    [Fact]
    public void Every_import_has_an_end_from_the_first_moment_its_streams_are_known()
    {
        Assert.Null(ImportEstimate.Of([]));
        Assert.True(ImportEstimate.Of([New, New]) > 0);
        Assert.Equal(200, ImportEstimate.Of([New with { Cursor = "c", Records = 100 }]));
    }

    [Fact]
    public void Streams_not_begun_are_taken_for_what_the_others_are_on_average()
    {
        var told = New with { Cursor = "c", Records = 10, Expected = 300 };
        var done = New with { Cursor = "c", Records = 100, BackfillDone = true };
        Assert.Equal(300 + 100 + 200, ImportEstimate.Of([told, done, New]));
    }

    [Fact]
    public void When_all_is_read_what_is_expected_is_what_is_there_whatever_was_estimated()
    {
        var done = New with { Cursor = "c", Records = 100, Expected = 170, BackfillDone = true };
        var refused = New with { Refusal = new("refused", "not allowed") };
        Assert.Equal(100, ImportEstimate.Of([done, refused]));
        Assert.Equal(250, ImportEstimate.Of([New with { Cursor = "c", Records = 250, Expected = 170 }]));
    }
}
