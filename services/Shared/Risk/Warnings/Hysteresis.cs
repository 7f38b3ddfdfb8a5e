namespace PortfolioPlatform.Risk.Warnings;

/// <summary>
/// A switch that does not flap: on at <paramref name="on"/> or above, off only after the value stayed at or below <paramref name="off"/> for <paramref name="calm"/> looks in a row.
/// </summary>
/// <param name="on">Raises.</param>
/// <param name="off">Clears; below <paramref name="on"/>.</param>
/// <param name="calm">Looks in a row at or below <paramref name="off"/> until it clears; 1 clears at once.</param>
public sealed class Hysteresis(double on, double off, int calm = 1)
{
    private int _calm;

    /// <summary>Whether the warning stands.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>The value that raises.</summary>
    public double On => on;

    /// <summary>Begins as raised, because it was when the last process ended.</summary>
    public void Restore() => (IsRaised, _calm) = (true, 0);

    /// <summary>Takes a value; not a number changes nothing. Returns whether the switch turned.</summary>
    public bool Update(double measured)
    {
        if (double.IsNaN(measured)) return false;
        if (!IsRaised) return IsRaised = measured >= on;
        _calm = measured <= off ? _calm + 1 : 0;
        if (_calm < calm) return false;
        (IsRaised, _calm) = (false, 0);
        return true;
    }
}
