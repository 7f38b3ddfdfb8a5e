using PortfolioPlatform.Risk.Warnings;

namespace PortfolioPlatform.Risk.Tests.Warnings;

public sealed class HysteresisTests
{
    [Fact]
    public void A_value_that_swings_between_the_two_thresholds_turns_the_switch_once()
    {
        var warning = new Hysteresis(on: 10, off: 5);
        Assert.True(warning.Update(10));
        foreach (var value in (double[])[9.9, 10.1, 5.1, 12, 6]) Assert.False(warning.Update(value));
        Assert.True(warning.IsRaised);
        Assert.True(warning.Update(5));
        Assert.False(warning.IsRaised);
        foreach (var value in (double[])[5.1, 9.9, 0]) Assert.False(warning.Update(value));
    }

    [Fact]
    public void It_clears_only_after_being_calm_for_as_long_as_it_was_told()
    {
        var warning = new Hysteresis(on: 2, off: 1, calm: 3);
        warning.Restore();
        Assert.Equal([false, false, false, false, false, true], ((double[])[1, 0, 1.5, 1, 1, 1]).Select(warning.Update));
    }

    [Fact]
    public void What_is_not_known_changes_nothing()
    {
        var warning = new Hysteresis(on: 2, off: 1);
        Assert.False(warning.Update(double.NaN));
        warning.Update(3);
        Assert.False(warning.Update(double.NaN));
        Assert.True(warning.IsRaised);
    }
}
