using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>A matched piece with its columns rounded first and the gain taken from them, so that every row and every total foots.</summary>
/// <param name="Piece">The exact piece.</param>
/// <param name="Acquired">Local day of acquisition; null for a pool.</param>
/// <param name="Disposed">Local day of disposal.</param>
/// <param name="Digits">Fractional digits of the form.</param>
internal readonly record struct FormRow(MatchedPiece Piece, DateOnly? Acquired, DateOnly Disposed, int Digits = 2)
{
    /// <summary>Gross proceeds.</summary>
    public Quantity Proceeds => Round(Piece.Proceeds);

    /// <summary>Proceeds less the fees of the disposal.</summary>
    public Quantity NetProceeds => Round(Piece.Proceeds - Piece.DisposalFee);

    /// <summary>Cost with the fees of the acquisition.</summary>
    public Quantity Basis => Round(Piece.Cost + Piece.AcquisitionFee);

    /// <summary>Fees of the disposal.</summary>
    public Quantity Fee => Round(Piece.DisposalFee);

    /// <summary>What the law adds.</summary>
    public Quantity Adjustment => Round(Piece.Adjustment);

    /// <summary>From the rounded columns, fees deducted from the proceeds.</summary>
    public Quantity Gain => NetProceeds - Basis + Adjustment;

    /// <summary>From the rounded columns, fees in a column of their own.</summary>
    public Quantity GainWithFeeColumn => Proceeds - Basis - Fee + Adjustment;

    private Quantity Round(Quantity value) => FormRounding.HalfUp(value, Digits);
}
